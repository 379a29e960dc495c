import type { Clock } from './clock.ts';

/**
 * Requests per second that AWS allows an account in one Region; operations in one row share a quota (user guide,
 * "Secrets Manager quotas"; the last row is not documented and is assumed to be like the others). GetSecretValue and
 * DescribeSecret allow 10,000 and 40,000, more than one process can send.
 */
const QUOTAS: readonly { readonly operations: readonly string[]; readonly perSecond: number }[] = [
  {
    operations: ['GetResourcePolicy', 'PutResourcePolicy', 'DeleteResourcePolicy', 'ValidateResourcePolicy'],
    perSecond: 50,
  },
  {
    operations: [
      'PutSecretValue',
      'UpdateSecret',
      'UpdateSecretVersionStage',
      'ReplicateSecretToRegions',
      'RemoveRegionsFromReplication',
    ],
    perSecond: 50,
  },
  { operations: ['RotateSecret', 'CancelRotateSecret'], perSecond: 50 },
  { operations: ['TagResource', 'UntagResource'], perSecond: 50 },
  { operations: ['RestoreSecret'], perSecond: 50 },
  { operations: ['ListSecrets'], perSecond: 100 },
  { operations: ['CreateSecret'], perSecond: 50 },
  { operations: ['DeleteSecret'], perSecond: 50 },
  { operations: ['GetRandomPassword'], perSecond: 50 },
];

/** The share of a second's requests that can be sent at once after a pause: enough to keep sockets busy. */
const BURST_SHARE = 0.1;

/** Admits requests at AWS's quotas, separately for each account and Region. */
export function createQuota(clock: Clock): (operation: string, accountId: string, region: string) => Promise<void> {
  const buckets = new Map<string, Bucket>();
  return async (operation, accountId, region) => {
    const group = groupOf.get(operation);
    if (group === undefined) return;
    const key = `${accountId}/${region}/${group}`;
    const bucket = buckets.get(key) ?? createBucket(QUOTAS[group]?.perSecond ?? 1, clock);
    buckets.set(key, bucket);
    await bucket();
  };
}

const groupOf = new Map(
  QUOTAS.flatMap(({ operations }, index) => operations.map((operation) => [operation, index] as const)),
);

type Bucket = () => Promise<void>;

/** A token bucket, stored as the time at which it would be full again. */
function createBucket(perSecond: number, clock: Clock): Bucket {
  const intervalMs = 1000 / perSecond;
  const burstMs = Math.max(1, perSecond * BURST_SHARE) * intervalMs;
  let fullAtMs = 0;
  return async () => {
    const now = clock.now();
    fullAtMs = Math.max(fullAtMs, now) + intervalMs;
    const waitMs = fullAtMs - burstMs - now;
    if (waitMs > 0) await clock.sleep(waitMs);
  };
}
