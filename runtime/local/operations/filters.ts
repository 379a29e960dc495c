import type { Secret } from '../secrets/types.ts';

export const FILTER_KEYS = [
  'description',
  'name',
  'tag-key',
  'tag-value',
  'primary-region',
  'owning-service',
  'all',
] as const;
type FilterKey = (typeof FILTER_KEYS)[number];
export type Filter = { readonly key: FilterKey; readonly values: readonly string[] };
type Test = (secret: Secret) => boolean;

/**
 * A test for secrets that meet every filter. A filter is met by any of its values and by none of those that follow an
 * exclamation mark. Matching is as https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_Filter.html and
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/manage_search-secret.html describe.
 */
export function filterTest(filters: readonly Filter[]): Test {
  const tests = filters.map(oneFilterTest);
  return (secret) => tests.every((test) => test(secret));
}

function oneFilterTest({ key, values }: Filter): Test {
  const wanted = values.filter((value) => !value.startsWith('!')).map((value) => valueTest(key, value));
  const unwanted = values.filter((value) => value.startsWith('!')).map((value) => valueTest(key, value.slice(1)));
  return (secret) =>
    !unwanted.some((test) => test(secret)) && (wanted.length === 0 || wanted.some((test) => test(secret)));
}

function valueTest(key: FilterKey, value: string): Test {
  switch (key) {
    case 'name':
      return ({ name }) => name.startsWith(value);
    case 'tag-key':
      return ({ tags }) => tags.some(({ Key }) => Key.startsWith(value));
    case 'tag-value':
      return ({ tags }) => tags.some(({ Value }) => Value.startsWith(value));
    case 'primary-region':
      return (secret) => primaryRegion(secret)?.startsWith(value) ?? false;
    case 'owning-service':
      return ({ owningService }) => owningService?.startsWith(value) ?? false;
    case 'description':
      return descriptionTest(value);
    case 'all':
      return anywhereTest(value);
  }
}

/** Every word of the value starts a word of the description; case is ignored. */
function descriptionTest(value: string): Test {
  const wanted = plainWords(value);
  return (secret) => {
    const found = plainWords(secret.description ?? '');
    return secret.description !== undefined && wanted.every((word) => startsAny(found, word));
  };
}

/** Any word of the value starts a word of any attribute; case is ignored. */
function anywhereTest(value: string): Test {
  const wanted = words(value);
  return (secret) => {
    const found = attributes(secret).flatMap((attribute) => [...plainWords(attribute), ...words(attribute)]);
    return wanted.some((word) => startsAny(found, word));
  };
}

function attributes(secret: Secret): readonly string[] {
  const { name, description = '', owningService = '', tags } = secret;
  return [
    name,
    description,
    owningService,
    primaryRegion(secret) ?? '',
    ...tags.flatMap(({ Key, Value }) => [Key, Value]),
  ];
}

/** Only replicas and replicated secrets have one. */
const primaryRegion = ({ primaryRegion: region, replicas, region: own }: Secret) =>
  region ?? (replicas.length > 0 ? own : undefined);

/** A word ends before punctuation, before a capital that follows a small letter, and between letters and digits. */
function words(value: string): readonly string[] {
  return plainWords(value.replace(/([a-z])([A-Z])|([A-Za-z])(\d)|(\d)([A-Za-z])/g, '$1$3$5 $2$4$6'));
}

const plainWords = (value: string) =>
  value
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
const startsAny = (candidates: readonly string[], word: string) =>
  candidates.some((candidate) => candidate.startsWith(word));
