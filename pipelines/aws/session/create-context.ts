import { setTimeout as sleep } from 'node:timers/promises';
import type { AwsContext, Clock } from './context.ts';
import { createQuota } from './quota.ts';

export const systemClock: Clock = { now: () => Date.now(), sleep: (durationMs) => sleep(durationMs) };

export function createAwsContext(
  env: AwsContext['env'],
  credentialsFor: AwsContext['credentialsFor'],
  clock: Clock = systemClock,
): AwsContext {
  const counts = new Map<string, number>();
  return {
    credentialsFor,
    env,
    clock,
    random: Math.random,
    count: (operation) => void counts.set(operation, (counts.get(operation) ?? 0) + 1),
    requests: () => Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1))),
    admit: createQuota(clock),
  };
}
