import { randomUUID } from 'node:crypto';
import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { ObservedSecret } from '../../../schemas/plan.ts';
import { findSecretType } from '../../../schemas/secret-types/list.ts';
import type { DesiredSecret } from '../../../schemas/types.ts';
import { isPublicKey } from '../../declarations/resolve/values.ts';
import { isFulfilled, withoutNewLiterals } from '../../plan/attributes/put-contract.ts';
import { credentialHomeOf, renewalOf } from '../../plan/attributes/renewal.ts';
import { shapeOf } from '../../plan/record/contract.ts';
import { hasPendingRotation, hasValue } from '../../plan/record/versions.ts';
import type { Session } from '../session/session.ts';
import { composeValue, generatePassword, type ValueByKey } from './compose.ts';
import { type GivenText, type GivenValue, readGiven } from './input.ts';
import { isUnexpected, parseObject, readLive } from './live.ts';
import { recordPut } from './record-put.ts';
import { swapVersion } from './version.ts';

/** Nothing was written unless the kind is `written`. `misused`: the input can't be a value of this secret. */
export type PutResult =
  | { readonly kind: 'written'; readonly keys: readonly string[]; readonly replaced: readonly string[] }
  | { readonly kind: 'refused'; readonly refusal: string }
  | Exclude<GivenText, { kind: 'text' }>;

/**
 * Writes keys that a person supplies, together with all the others in one version: live keys stay, and missing keys
 * come from their sources. Never writes a version that lacks a key.
 * @param key the key to set; null: the input is a JSON object of keys, or the text of a text secret
 */
export async function putValue(
  session: Session,
  desired: DesiredSecret,
  observed: ObservedSecret,
  { key, given, mayReplace }: { readonly key: string | null; readonly given: GivenValue; readonly mayReplace: boolean },
): Promise<PutResult> {
  if (hasPendingRotation(observed)) return refused('A rotation has begun and not ended; let it finish first.');
  const client = session.secretsManager(observed.region);
  const lockout = given.kind === 'generate' ? lockoutOf(desired, observed, key) : null;
  if (lockout !== null) return refused(lockout);
  const read = given.kind === 'generate' ? await generate(client, desired, key) : await keysGiven(given, desired, key);
  return read.kind === 'keys' ? putKeys(session, desired, observed, read.fresh, mayReplace) : read;
}

async function putKeys(
  session: Session,
  desired: DesiredSecret,
  observed: ObservedSecret,
  fresh: ValueByKey,
  mayReplace: boolean,
): Promise<PutResult> {
  const client = session.secretsManager(observed.region);
  const keys = Object.keys(fresh);
  const { live, isLost } = await readOrReplace(client, desired, observed, mayReplace);
  const missing = isLost ? notGiven(desired, keys) : [];
  if (missing.length > 0) return refused(incompleteMessage(missing));
  const replaced = isLost ? keys : keys.filter((name) => Object.hasOwn(live, name) && live[name] !== fresh[name]);
  if (replaced.length > 0 && !mayReplace)
    return refused(`${quoted(replaced)} has a live value; --replace replaces it.`);
  const contract = isFulfilled(desired, observed) ? desired : withoutNewLiterals(desired, new Set(Object.keys(live)));
  const givers = { client, env: session.context.env };
  const composed = await composeValue(contract, { ...live, ...fresh }, new Set(), givers);
  if (composed.kind === 'incomplete') return refused(incompleteMessage(composed.missing));
  if (replaced.length > 0 || keys.some((name) => !Object.hasOwn(live, name))) {
    await swapVersion(client, observed, [randomUUID()], composed);
  }
  const isWhole = isLost || (shapeOf(desired.spec) === 'text' && keys.length > 0);
  await recordPut(session, desired, observed, { keys, isWhole });
  return { kind: 'written', keys, replaced };
}

/** The live value, or nothing if its shape is not the declared one and `mayReplace` allows replacing all of it. */
async function readOrReplace(
  client: SecretsManagerClient,
  desired: DesiredSecret,
  observed: ObservedSecret,
  mayReplace: boolean,
): Promise<{ readonly live: ValueByKey; readonly isLost: boolean }> {
  try {
    return { live: await readLive(client, desired, observed), isLost: false };
  } catch (error) {
    if (mayReplace && isUnexpected(error)) return { live: {}, isLost: true };
    throw error;
  }
}

/**
 * If no live key stays, a person must supply all keys: a password generated now would not work in the system that it is
 * for.
 */
function notGiven({ spec }: DesiredSecret, given: readonly string[]): readonly string[] {
  return Object.entries(spec.value).flatMap(([key, { kind }]) =>
    kind === 'literal' || given.includes(key) ? [] : [key],
  );
}

/**
 * A newly generated value is known only to Secrets Manager. If the live credential also exists elsewhere, it would stop
 * working there.
 */
function lockoutOf(desired: DesiredSecret, observed: ObservedSecret, key: string | null): string | null {
  const home = credentialHomeOf(desired);
  const isGiven = key !== null && (desired.spec.value[key]?.kind ?? 'literal') !== 'literal';
  if (home === null || !isGiven || !hasValue(observed)) return null;
  const how = renewalOf(desired, observed, [key]);
  return `"${key}" also lives in the ${home}, so a generated value here alone would lock its users out; ${how}.`;
}

function refused(refusal: string): PutResult {
  return { kind: 'refused', refusal };
}

type Fresh = { readonly kind: 'keys'; readonly fresh: ValueByKey } | Exclude<GivenText, { kind: 'text' }>;

async function generate(client: SecretsManagerClient, desired: DesiredSecret, key: string | null): Promise<Fresh> {
  const name = key ?? (shapeOf(desired.spec) === 'text' ? 'text' : null);
  if (name === null) return misused('--generate makes the value of one key; say which with --key.');
  const problem = nameProblem(desired, [name]);
  if (problem !== null) return misused(problem);
  const source = desired.spec.value[name];
  const password = await generatePassword(client, source?.kind === 'generate' ? source.options : {});
  return { kind: 'keys', fresh: { [name]: password } };
}

async function keysGiven(
  given: Exclude<GivenValue, { kind: 'generate' }>,
  desired: DesiredSecret,
  key: string | null,
): Promise<Fresh> {
  const read = await readGiven(given);
  if (read.kind !== 'text') return read;
  const fresh = keysIn(read.text, desired, key);
  if (fresh === null) return misused('Give --key with one value, or a JSON object of several keys.');
  const problem = nameProblem(desired, Object.keys(fresh)) ?? valueProblem(desired, fresh);
  return problem === null ? { kind: 'keys', fresh } : misused(problem);
}

function misused(problem: string): Fresh {
  return { kind: 'misused', problem };
}

function keysIn(text: string, { spec }: DesiredSecret, key: string | null): ValueByKey | null {
  if (key !== null) return { [key]: text };
  return shapeOf(spec) === 'text' ? { text } : parseObject(text);
}

/** Literals are in Git, and a key that is not declared would have no source. */
function nameProblem({ secret, spec }: DesiredSecret, names: readonly string[]): string | null {
  if (names.length === 0) return 'There is no key in what was given.';
  if (shapeOf(spec) === 'opaque') return null;
  const unknown = names.filter((name) => !Object.hasOwn(spec.value, name));
  if (unknown.length > 0) {
    return `"${secret}" has no key ${quoted(unknown)}; it has ${quoted(Object.keys(spec.value))}.`;
  }
  const literal = names.find((name) => spec.value[name]?.kind === 'literal');
  return literal === undefined ? null : `"${literal}" is a literal; change it in the declaration.`;
}

/** A credential is a non-empty string. Keywright knows nothing about the keys of an opaque secret. */
function valueProblem({ spec }: DesiredSecret, fresh: ValueByKey): string | null {
  const empty = Object.keys(fresh).filter((name) => fresh[name] === '');
  if (empty.length > 0) return `${quoted(empty)} is empty, and an empty value is not written.`;
  if (shapeOf(spec) === 'opaque') return null;
  const type = findSecretType(spec.type);
  const isSecret = (name: string) => !isPublicKey(name, type, spec.publicKeys);
  const others = Object.keys(fresh).filter((name) => isSecret(name) && typeof fresh[name] !== 'string');
  return others.length === 0 ? null : `${quoted(others)} is sensitive and takes a string; write it in quotes.`;
}

function incompleteMessage(missing: readonly string[]): string {
  return `The value would lack ${quoted(missing)}, and no version is written that is not complete; give all of them at once as a JSON object.`;
}

function quoted(names: readonly string[]): string {
  return `"${names.join('", "')}"`;
}
