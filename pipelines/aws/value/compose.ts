import { GetRandomPasswordCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { GenerateOptions } from '../../../schemas/declarations.ts';
import type { Json } from '../../../schemas/json/json.ts';
import type { DesiredSecret, ValueSource } from '../../../schemas/types.ts';
import { shapeOf } from '../../plan/record/contract.ts';

/** Where the parts of a value come from, besides the declaration. */
export type ValueProviders = {
  readonly client: SecretsManagerClient;
  readonly env: { readonly [name: string]: string | undefined };
};

/** The current value, key by key; a text has the single key `text`. */
export type ValueByKey = { readonly [key: string]: Json };

/**
 * `secrets`: the parts of `text` that must not be quoted. `generated`: keys whose value was generated just now and
 * exists nowhere else yet. `missing`: keys that a person or a variable has to supply first.
 */
export type Composed =
  | {
      readonly kind: 'complete';
      readonly text: string;
      readonly secrets: readonly string[];
      readonly generated: readonly string[];
      readonly isNew: boolean;
    }
  | { readonly kind: 'incomplete'; readonly missing: readonly string[] };

/**
 * Composes a value: literals as declared, every other key as it is now, and keys that are missing or due for renewal
 * from their source. Never a partial value: if one key can't be had, there is no value.
 */
export async function composeValue(
  desired: DesiredSecret,
  live: ValueByKey,
  renew: ReadonlySet<string>,
  providers: ValueProviders,
): Promise<Composed> {
  const declared = Object.entries(desired.spec.value);
  const wanted = declared.filter(
    ([key, source]) => source.kind !== 'literal' && (renew.has(key) || !Object.hasOwn(live, key)),
  );
  const missing = wanted.filter(([, source]) => !isAvailable(source, providers)).map(([key]) => key);
  if (missing.length > 0) return { kind: 'incomplete', missing: missing.sort() };
  const parts = new Map<string, Json>(Object.entries(live));
  for (const [key, source] of declared) if (source.kind === 'literal') parts.set(key, source.value);
  for (const [key, source] of wanted) parts.set(key, await obtain(source, providers));
  const text = textOf(desired, parts);
  const secrets = [...parts]
    .filter(([key]) => desired.spec.value[key]?.kind !== 'literal')
    .map(([, part]) => String(part));
  return {
    kind: 'complete',
    text,
    secrets: [text, ...secrets],
    generated: wanted.filter(([, source]) => source.kind === 'generate').map(([key]) => key),
    isNew: text !== textOf(desired, new Map(Object.entries(live))),
  };
}

function isAvailable(source: ValueSource, { env }: ValueProviders): boolean {
  if (source.kind === 'fromEnv') return variableOf(env, source.variable) !== '';
  return source.kind === 'generate';
}

/**
 * An empty variable counts as unset: GitHub Actions passes a secret that doesn't exist as an empty string. Inherited
 * properties of every object, such as `toString`, are not variables.
 */
export function variableOf(env: ValueProviders['env'], name: string): string {
  return (Object.hasOwn(env, name) ? env[name] : undefined) ?? '';
}

async function obtain(source: ValueSource, { client, env }: ValueProviders): Promise<string> {
  if (source.kind === 'fromEnv') return variableOf(env, source.variable);
  return generatePassword(client, source.kind === 'generate' ? source.options : {});
}

/** @throws AWS's error if the options leave no characters to choose from */
export async function generatePassword(client: SecretsManagerClient, options: GenerateOptions): Promise<string> {
  const { RandomPassword } = await client.send(
    new GetRandomPasswordCommand({
      PasswordLength: options.passwordLength,
      ExcludeCharacters: options.excludeCharacters,
      ExcludeNumbers: options.excludeNumbers,
      ExcludePunctuation: options.excludePunctuation,
      ExcludeUppercase: options.excludeUppercase,
      ExcludeLowercase: options.excludeLowercase,
      IncludeSpace: options.includeSpace,
      RequireEachIncludedType: options.requireEachIncludedType,
    }),
  );
  if (RandomPassword === undefined) throw new Error('GetRandomPassword gave no password.');
  return RandomPassword;
}

function textOf(desired: DesiredSecret, parts: ReadonlyMap<string, Json>): string {
  if (shapeOf(desired.spec) === 'text') return String(parts.get('text') ?? '');
  return JSON.stringify(Object.fromEntries(parts));
}
