import { type Clock, systemClock } from './clock.ts';
import { createQuota } from './quota.ts';

export type StaticCredentials = { readonly accessKeyId: string; readonly secretAccessKey: string };

/** What all requests of one command share: credentials, environment variables, clock, counts and token buckets. */
export type AwsContext = {
  /** The credentials for the account that an environment declares. null: the SDK's own credential chain. */
  readonly credentialsFor: ((accountId: string) => StaticCredentials) | null;
  /** Has the endpoints (`AWS_ENDPOINT_URL*`) and the values of `fromEnv`. */
  readonly env: { readonly [name: string]: string | undefined };
  readonly clock: Clock;
  /** 0 to 1, for back-off. */
  readonly random: () => number;
  readonly count: (operation: string) => void;
  readonly requests: () => { readonly [operation: string]: number };
  /** Waits until AWS's quota for the operation allows one more request. */
  readonly admit: (operation: string, accountId: string, region: string) => Promise<void>;
};

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
