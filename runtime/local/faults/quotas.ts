/**
 * Requests per second, per account and Region; operations in one group share a bucket.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html
 */
const QUOTAS: readonly { readonly perSecond: number; readonly operations: readonly string[] }[] = [
  {
    perSecond: 50,
    operations: ['DeleteResourcePolicy', 'GetResourcePolicy', 'PutResourcePolicy', 'ValidateResourcePolicy'],
  },
  {
    perSecond: 50,
    operations: [
      'PutSecretValue',
      'RemoveRegionsFromReplication',
      'ReplicateSecretToRegions',
      'StopReplicationToReplica',
      'UpdateSecret',
      'UpdateSecretVersionStage',
    ],
  },
  { perSecond: 50, operations: ['RotateSecret', 'CancelRotateSecret'] },
  { perSecond: 50, operations: ['TagResource', 'UntagResource'] },
  { perSecond: 50, operations: ['RestoreSecret'] },
  { perSecond: 50, operations: ['CreateSecret'] },
  { perSecond: 50, operations: ['DeleteSecret'] },
  { perSecond: 50, operations: ['GetRandomPassword'] },
  { perSecond: 50, operations: ['ListSecretVersionIds'] },
  { perSecond: 100, operations: ['ListSecrets'] },
  { perSecond: 100, operations: ['BatchGetSecretValue'] },
  { perSecond: 10_000, operations: ['GetSecretValue'] },
  { perSecond: 40_000, operations: ['DescribeSecret'] },
];

type Bucket = { tokens: number; filledAtMs: number };

/** Counts requests against the quotas: a bucket holds a second's worth and fills steadily. */
export function createQuotas(wallClockMs: () => number) {
  const buckets = new Map<string, Bucket>();
  return {
    /** Whether one more request fits. */
    admits(operation: string, accountId: string, region: string): boolean {
      const group = QUOTAS.findIndex(({ operations }) => operations.includes(operation));
      const perSecond = QUOTAS[group]?.perSecond;
      if (perSecond === undefined) return true;
      const now = wallClockMs();
      const key = `${group}/${accountId}/${region}`;
      const bucket = buckets.get(key) ?? { tokens: perSecond, filledAtMs: now };
      const filled = Math.min(perSecond, bucket.tokens + ((now - bucket.filledAtMs) * perSecond) / 1000);
      buckets.set(key, { tokens: Math.max(0, filled - 1), filledAtMs: now });
      return filled >= 1;
    },
  };
}
