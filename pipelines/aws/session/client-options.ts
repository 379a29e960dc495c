import { createRetryStrategy } from './backoff.ts';
import type { AwsContext } from './context.ts';
import { noteOperation } from './failure.ts';

/** More than the requests that run side by side: if one waited for a socket, the SDK would warn on standard error. */
const MAX_SOCKETS = 128;
const CONNECTION_TIMEOUT_MS = 5_000;
/** RotateSecret returns at once; the slowest response is a list page. */
const REQUEST_TIMEOUT_MS = 30_000;

/** Credentials that the SDK accepts: fixed ones, or a function that it calls again when they expire. */
export type AwsCredentials =
  | { readonly accessKeyId: string; readonly secretAccessKey: string }
  | (() => Promise<{ accessKeyId: string; secretAccessKey: string; sessionToken?: string; expiration?: Date }>);

/** Options that all SDK clients share. If `credentials` is null, the SDK looks for them itself. */
export function clientOptions(
  context: AwsContext,
  region: string,
  credentials: AwsCredentials | null,
  service: Service,
) {
  const endpoint = endpointOf(context, service);
  return {
    region,
    retryStrategy: createRetryStrategy(context.clock, context.random),
    requestHandler: {
      connectionTimeout: CONNECTION_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      throwOnRequestTimeout: true,
      httpAgent: { maxSockets: MAX_SOCKETS, keepAlive: true },
      httpsAgent: { maxSockets: MAX_SOCKETS, keepAlive: true },
    },
    ...(credentials === null ? {} : { credentials }),
    ...(endpoint === null ? {} : { endpoint }),
  };
}

export type Service = 'SECRETS_MANAGER' | 'STS' | 'KMS';

/**
 * The endpoint that an environment variable sets for a service. A Secrets Manager on this machine serves STS and KMS as
 * well, so that a test server's credentials are never tried on AWS. null: the SDK's default.
 */
function endpointOf({ env }: AwsContext, service: Service): string | null {
  if (env.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS === 'true') return null;
  const own = env[`AWS_ENDPOINT_URL_${service}`] ?? env.AWS_ENDPOINT_URL;
  if (own !== undefined) return own;
  const secretsManager = env.AWS_ENDPOINT_URL_SECRETS_MANAGER;
  return secretsManager !== undefined && isLoopback(secretsManager) ? secretsManager : null;
}

function isLoopback(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { hostname } = new URL(url);
  return hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.');
}

/** Inside the SDK's retries, so that every attempt is admitted and counted. */
export const GATE = { step: 'finalizeRequest', priority: 'low', name: 'keywrightGate' } as const;

/** Waits for the quota, counts the request under its operation's name, and notes that name on an error. */
export function gateOf(context: AwsContext, accountId: string, region: string) {
  return async <Result>(commandName: string | undefined, send: () => Promise<Result>): Promise<Result> => {
    const operation = (commandName ?? 'Unknown').replace(/Command$/, '');
    await context.admit(operation, accountId, region);
    context.count(operation);
    try {
      return await send();
    } catch (error) {
      noteOperation(error, operation);
      throw error;
    }
  };
}
