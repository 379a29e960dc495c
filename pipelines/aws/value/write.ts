import type { ObservedSecret } from '../../../schemas/plan.ts';
import type { DesiredSecret } from '../../../schemas/types.ts';
import { contractDigest, generationOf } from '../../plan/record/contract.ts';
import { recordedGeneration } from '../../plan/record/record.ts';
import { valueToken, valueTokens } from '../../plan/record/token.ts';
import { hasValue, versionAt } from '../../plan/record/versions.ts';
import type { Session } from '../session/session.ts';
import { composeValue } from './compose.ts';
import { readLive } from './live.ts';
import { swapVersion } from './version.ts';

/** `missing`: keys that a person or a variable has to supply first; nothing was written if there are any. */
export type Written = { readonly missing: readonly string[] };

/**
 * Brings a secret's value to its declared value spec. Live keys stay unless they are declared as literals or due for
 * renewal.
 */
export async function writeValue(session: Session, desired: DesiredSecret, observed: ObservedSecret): Promise<Written> {
  const { env } = session.context;
  const client = session.secretsManager(observed.region);
  const live = await readLive(client, desired, observed);
  const renew = hasValue(observed) ? raisedKeys(desired, observed) : [];
  const composed = await composeValue(desired, live, new Set(renew), { client, env });
  if (composed.kind === 'incomplete') return { missing: composed.missing };
  if (!composed.isNew) return { missing: [] };
  const replaced = versionAt(observed, 'AWSCURRENT');
  const token = valueToken(observed.arn, desired, contractDigest(desired.spec), replaced);
  await swapVersion(client, observed, valueTokens(token), composed);
  return { missing: [] };
}

function raisedKeys({ spec }: DesiredSecret, { tags }: ObservedSecret): readonly string[] {
  return Object.entries(spec.value)
    .filter(([key, source]) => generationOf(source) > recordedGeneration(tags, key))
    .map(([key]) => key);
}
