import type { Clock } from './clock.ts';

/** Waits before another attempt: full jitter over a base that doubles, in milliseconds. */
const BASE_DELAY_MS = { throttling: 500, transient: 100 } as const;
const MAX_DELAY_MS = 20_000;
/** Throttling passes; a connection that has failed four times will not recover. */
const MAX_ATTEMPTS = { throttling: 10, transient: 4 } as const;

type Token = { readonly getRetryCount: () => number; readonly getRetryDelay: () => number };
type ErrorInfo = { readonly errorType: string; readonly error?: { readonly name?: string } };

/**
 * A retry strategy for the SDK's clients. The SDK's own strategy retries `LimitExceededException` like throttling; for
 * Secrets Manager it is an account quota, which waiting does not raise (API reference, CreateSecret).
 */
export function createRetryStrategy(clock: Clock, random: () => number) {
  return {
    acquireInitialRetryToken: async (): Promise<Token> => tokenOf(0),
    refreshRetryTokenForRetry: async (token: Token, { errorType, error }: ErrorInfo): Promise<Token> => {
      const kind = kindOf(errorType, error?.name);
      const retries = token.getRetryCount() + 1;
      if (kind === null || retries >= MAX_ATTEMPTS[kind]) throw new Error('no further attempt');
      await clock.sleep(random() * Math.min(MAX_DELAY_MS, BASE_DELAY_MS[kind] * 2 ** (retries - 1)));
      return tokenOf(retries);
    },
    recordSuccess: () => undefined,
  };
}

function kindOf(errorType: string, name: string | undefined): keyof typeof MAX_ATTEMPTS | null {
  if (name === 'LimitExceededException') return null;
  if (errorType === 'THROTTLING') return 'throttling';
  return errorType === 'TRANSIENT' || errorType === 'SERVER_ERROR' ? 'transient' : null;
}

function tokenOf(retries: number): Token {
  return { getRetryCount: () => retries, getRetryDelay: () => 0 };
}
