import { invalidParameter } from '../errors.ts';
import { type ListPosition, SORT_KEYS } from '../secrets/listing.ts';
import type { Secret } from '../secrets/types.ts';
import { boolean, integer, list, optional, structure, text, type ValueOf } from '../wire/shapes.ts';
import * as field from './fields.ts';
import { FILTER_KEYS, type Filter, filterTest } from './filters.ts';
import { authorizeAccount, type Call, onAccount } from './operation.ts';
import { presentMetadata, presentStages } from './present.ts';
import { decodeToken, encodeToken } from './tokens.ts';

const DEFAULT_PAGE = 100;
const FILTER_VALUE = /^!?[a-zA-Z0-9 :_@/+=.\-!]*$/;

export const filters = optional(
  list(
    structure({
      Key: optional(text({ values: FILTER_KEYS })),
      Values: optional(list(text({ max: 512, pattern: FILTER_VALUE }), { min: 1, max: 10 })),
    }),
    { max: 10 },
  ),
);

const input = structure({
  IncludePlannedDeletion: optional(boolean),
  MaxResults: optional(integer({ min: 1, max: 100 })),
  NextToken: field.nextToken,
  Filters: filters,
  SortOrder: optional(text({ values: ['asc', 'desc'] })),
  SortBy: optional(text({ values: SORT_KEYS })),
});

export const listSecrets = onAccount('ListSecrets', {
  input,
  run(request, call) {
    authorizeAccount('ListSecrets', request, call);
    const { secrets, nextToken } = findPage(request, call);
    return { SecretList: secrets.map(presentEntry), NextToken: nextToken };
  },
});

type PageRequest = Partial<ValueOf<typeof input>>;

/** A page of the Region's secrets, for ListSecrets and BatchGetSecretValue. */
export function findPage(request: PageRequest, call: Call) {
  const { MaxResults: limit = DEFAULT_PAGE, NextToken: token, IncludePlannedDeletion: deleted = false } = request;
  const sortBy = SORT_KEYS.find((key) => key === request.SortBy) ?? 'created-date';
  const descending = request.SortOrder === 'desc';
  const scope = [call.accountId, call.region, request.Filters ?? [], sortBy, descending, deleted];
  const matches = filterTest(completeFilters(request.Filters ?? []));
  const after = token === undefined ? undefined : placeIn(token, scope);
  if (call.emptiesPage()) return { secrets: [], nextToken: tokenFor(after, scope) };
  const page = call.store.vault(call.accountId, call.region).listing.page({
    sortBy,
    descending,
    limit,
    after,
    accepts: (secret) => (deleted || secret.deletionDate === undefined) && matches(secret),
  });
  return { secrets: page.secrets, nextToken: page.last && tokenFor(page.last, scope) };
}

/** Without `place`, the token starts from the beginning. */
const tokenFor = (place: ListPosition | undefined, scope: unknown) =>
  encodeToken(place === undefined ? [] : [place.key, place.sequence], scope);

function placeIn(token: string, scope: unknown): ListPosition | undefined {
  const [key, sequence] = decodeToken(token, scope);
  return key === undefined ? undefined : { key, sequence: Number(sequence) };
}

function completeFilters(
  given: readonly { Key: string | undefined; Values: readonly string[] | undefined }[],
): Filter[] {
  return given.map(({ Key, Values }) => {
    const key = FILTER_KEYS.find((known) => known === Key);
    if (key === undefined || Values === undefined) throw invalidParameter('A filter must have a Key and Values.');
    return { key, values: Values };
  });
}

const presentEntry = (secret: Secret) => ({
  ...presentMetadata(secret),
  SecretVersionsToStages: presentStages(secret.versions),
});
