import type { ObservedSecret } from '../../../schemas/plan.ts';
import type { DesiredSecret, ValueSource } from '../../../schemas/types.ts';
import { contractDigest, shapeOf } from '../record/contract.ts';
import { recordedValue } from '../record/record.ts';
import { hasValue } from '../record/versions.ts';

/**
 * Whether the live value was written as a JSON object although a text is declared now: read as a text, the JSON would
 * pass for the declared value. The opposite case needs no check: a text can hold JSON, into which keys can be merged.
 */
export function isObjectForText(desired: DesiredSecret, observed: ObservedSecret): boolean {
  if (shapeOf(desired.spec) !== 'text' || !hasValue(observed)) return false;
  const record = recordedValue(observed);
  return record !== null && !isTextDigest(desired, record.digest);
}

/**
 * A text's value spec is one key with one source. The record has only the digest, so compare it with that of every
 * possible source.
 */
function isTextDigest({ spec }: DesiredSecret, digest: string): boolean {
  const sources: readonly ValueSource[] = [
    { kind: 'external' },
    { kind: 'fromEnv', variable: '', generation: 1 },
    { kind: 'generate', options: {}, generation: 1 },
  ];
  return sources.some((text) => contractDigest({ ...spec, value: { text } }) === digest);
}
