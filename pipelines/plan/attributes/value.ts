import type { Json } from '../../../schemas/json/json.ts';
import type { AwaitingValue, Change } from '../../../schemas/plan.ts';
import type { DesiredSecret, ValueSource } from '../../../schemas/types.ts';
import { changeOf, type Draft, draft, type SecretComparison, type SecretRefusal } from '../draft.ts';
import { contractDigest, generationOf, keysFrom, shapeOf } from '../record/contract.ts';
import {
  declaredGenerations,
  ownershipOf,
  RECORD,
  recordedGeneration,
  recordedValue,
  valueRecord,
} from '../record/record.ts';
import { tagChanges } from '../record/tag-changes.ts';
import { valueToken, valueTokens } from '../record/token.ts';
import { hasPendingRotation, hasValue, versionAt } from '../record/versions.ts';
import { credentialHomeOf, renewalOf } from './renewal.ts';
import { isObjectForText } from './value-shape.ts';

/** What to do about a secret's value, judged from the record alone: the value itself is never read. */
export type ValueVerdict =
  | { readonly kind: 'settled' }
  /** A person or a variable has to supply keys first. */
  | { readonly kind: 'awaiting' }
  /** The value is as declared, and only its record is out of date. */
  | { readonly kind: 'record'; readonly changes: readonly Change[] }
  | { readonly kind: 'write'; readonly changes: readonly Change[] }
  | { readonly kind: 'refused'; readonly refusal: SecretRefusal };

export function judgeValue(comparison: SecretComparison): ValueVerdict {
  const { desired, observed, environment } = comparison;
  if (shapeOf(desired.spec) === 'opaque' || Object.keys(desired.spec.value).length === 0) return { kind: 'settled' };
  if (!hasValue(observed)) return isIncomplete(desired) ? { kind: 'awaiting' } : writeVerdict(comparison);
  if (ownershipOf(observed.tags, environment) !== 'ours') return { kind: 'settled' };
  const record = recordedValue(observed);
  const digest = contractDigest(desired.spec);
  const isCurrent = record?.digest === digest;
  if (isCurrent && record.isAwaiting) return { kind: 'awaiting' };
  if (isCurrent && raisedKeys(comparison).length === 0) return recordVerdict(comparison, digest);
  return isWritten(comparison, digest) ? recordVerdict(comparison, digest) : writeVerdict(comparison);
}

export function diffValue(verdict: ValueVerdict, { observed }: SecretComparison): readonly Draft[] {
  if (verdict.kind === 'record') return draft('update-metadata', observed.region, ['harmless'], verdict.changes);
  if (verdict.kind !== 'write') return [];
  const effect = hasValue(observed) ? 'replaces-live-value' : 'harmless';
  return draft('write-value', observed.region, [effect], verdict.changes);
}

/** The keys that must be supplied before a complete value can be written, and how. */
export function awaitingOf({ environment, secret, spec }: DesiredSecret): readonly AwaitingValue[] {
  return (['fromEnv', 'external'] as const).flatMap((source) => {
    const keys = keysFrom(spec.value, source);
    return keys.length === 0 ? [] : [{ environment, secret, keys, source, owner: spec.owner }];
  });
}

/** False for a value of generated keys and literals, which awaits nothing. */
export function isIncomplete(desired: DesiredSecret): boolean {
  return awaitingOf(desired).length > 0;
}

/** One key's source, in words; never the value. */
export function sourceOf(source: ValueSource): Json {
  return source.kind === 'fromEnv' ? `fromEnv ${source.variable}` : source.kind;
}

function writeVerdict(comparison: SecretComparison): ValueVerdict {
  const { desired, observed } = comparison;
  const refusal = refusalOf(comparison);
  if (refusal !== null) return { kind: 'refused', refusal };
  const raised = new Set(raisedKeys(comparison));
  const digest = changeOf(['value'], recordedValue(observed)?.digest ?? null, contractDigest(desired.spec));
  const keys = Object.entries(desired.spec.value).map(([key, source]) =>
    raised.has(key)
      ? changeOf(
          ['value', key],
          { generation: recordedGeneration(observed.tags, key) },
          { generation: generationOf(source) },
        )
      : changeOf(['value', key], null, sourceOf(source)),
  );
  return { kind: 'write', changes: [digest, ...keys] };
}

function refusalOf(comparison: SecretComparison): SecretRefusal | null {
  const { desired, observed } = comparison;
  if (isObjectForText(desired, observed)) return { reason: 'shape', message: shapeMessage(desired) };
  const raised = raisedKeys(comparison);
  const home = credentialHomeOf(desired);
  if (raised.length > 0 && home !== null) {
    const message =
      `"${raised.join('", "')}" also lives in the ${home}, so a new generation here alone would lock its users out; ` +
      `set the generation back and ${renewalOf(desired, observed, raised)}.`;
    return { reason: 'generation', message };
  }
  if (hasPendingRotation(observed)) {
    const message =
      'A rotation has begun and not ended (AWSPENDING is on a version that is not current); ' +
      'let it finish or mend it, then apply the new value.';
    return { reason: 'rotation', message };
  }
  return null;
}

function shapeMessage({ secret, environment }: DesiredSecret): string {
  return (
    'The live value was written as a JSON object and a text is declared now; ' +
    `replace it with "keywright put ${secret} --env ${environment} --replace", or set the type back.`
  );
}

/** A lower declared generation is recorded too, so that raising it again renews the key. */
function recordVerdict({ desired, observed }: SecretComparison, digest: string): ValueVerdict {
  const value = valueRecord({ digest, isAwaiting: false });
  const keys = [RECORD.value, RECORD.generations];
  const changes = tagChanges(keys, { ...value, ...declaredGenerations(desired) }, observed.tags);
  return changes.length === 0 ? { kind: 'settled' } : { kind: 'record', changes };
}

/** Keys to renew: their declared generation is higher than the recorded one. */
function raisedKeys({ desired, observed }: SecretComparison): readonly string[] {
  if (!hasValue(observed)) return [];
  return Object.entries(desired.spec.value)
    .filter(([key, source]) => generationOf(source) > recordedGeneration(observed.tags, key))
    .map(([key]) => key);
}

/** True if an earlier run wrote this very value over the previous version and ended before it could record it. */
function isWritten({ desired, observed }: SecretComparison, digest: string): boolean {
  const previous = versionAt(observed, 'AWSPREVIOUS');
  const current = versionAt(observed, 'AWSCURRENT');
  return valueTokens(valueToken(observed.arn, desired, digest, previous)).some((token) => token === current);
}
