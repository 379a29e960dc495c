import { pointerOf } from '../../../schemas/json/pointer.ts';
import type { DesiredSecret } from '../../../schemas/types.ts';
import type { Problem } from '../../declarations/problem.ts';
import { type EnvironmentContext, NO_PROBLEMS, type Rule } from '../rule.ts';

export const requiredTags: Rule = {
  id: 'required-tags',
  category: 'access',
  title: 'A tag that the Policy requires is missing or empty.',
  severity: { normal: 'error' },
  fix: 'safe',
  waivable: true,
  phase: 'check',
  alsoKnownAs: ['Security Hub SecretsManager.5', 'tflint aws_resource_missing_tags'],
  sources: ['https://docs.aws.amazon.com/secretsmanager/latest/userguide/managing-secrets_tagging.html'],
  checkSecret: (desired, context) => {
    const { tags } = desired.spec;
    const missing = missingTags(context.policy.requiredTags, tags);
    if (missing.length === 0) return NO_PROBLEMS;
    const derived = missing.map((key) => ({ key, value: derivedValue(key, desired, context) }));
    const fixable = derived.flatMap(({ key, value }) => (value === null ? [] : [{ key, value }]));
    const others = derived.filter(({ value }) => value === null).map(({ key }) => key);
    return [...fixable.map(derivable), ...(others.length > 0 ? [unknown(others)] : [])];
  },
};

function missingTags(required: readonly string[], tags: { readonly [key: string]: string }): readonly string[] {
  for (const key of required) if (!isSet(tags, key)) return required.filter((one) => !isSet(tags, one));
  return [];
}

function isSet(tags: { readonly [key: string]: string }, key: string): boolean {
  return Object.hasOwn(tags, key) && tags[key]?.trim() !== '';
}

/** The value that a tag's name implies, if the declarations contain it. Case and separators are ignored. */
function derivedValue(
  key: string,
  { secret, spec }: DesiredSecret,
  { environment }: EnvironmentContext,
): string | null {
  switch (key.toLowerCase().replaceAll(/[^a-z]/g, '')) {
    case 'env':
    case 'environment':
      return '{environment}';
    case 'owner':
    case 'team':
      return spec.owner;
    case 'name':
    case 'secretname':
      return secret;
    case 'managedby':
      return environment.spec.managedBy;
    case 'region':
      return '{region}';
    case 'accountid':
      return '{accountId}';
    case 'criticality':
      return spec.criticality;
    default:
      return null;
  }
}

function derivable({ key, value }: { readonly key: string; readonly value: string }): Problem {
  const fix = [{ pointer: pointerOf(['spec', 'tags', key]), value }];
  return { pointer: '/spec/tags', message: `The required tag ${key} is missing; add it as "${value}".`, fix };
}

function unknown(keys: readonly string[]): Problem {
  const them = keys.length === 1 ? 'tag' : 'tags';
  return { pointer: '/spec/tags', message: `The required ${them} ${keys.join(', ')} must be set in tags.` };
}
