import { RequestError } from '@octokit/request-error';
import { CommandError } from '../io/command-error.ts';
import { EXIT, type Io } from '../io/io.ts';

/**
 * Runs work that only informs people. If GitHub itself has trouble, retries included, the job goes on with a warning,
 * since the job summary has the report too. A failure that the user can fix ends the command with a remedy.
 * @param permission the grant that the job's token needs, such as `pull-requests: write`
 */
export async function tolerateHiccups(io: Io, permission: string, work: () => Promise<number>): Promise<number> {
  try {
    return await work();
  } catch (error) {
    if (!isHiccup(error)) throw explained(error, permission);
    const prefix = io.env.GITHUB_ACTIONS === 'true' ? '::warning title=Keywright::' : 'keywright: ';
    io.prose(`${prefix}GitHub could not be told (status ${error.status}, ${placeOf(error)}); the job goes on.\n`);
    return EXIT.ok;
  }
}

/** Runs work that the job depends on: every GitHub failure ends the command with a remedy. */
export async function orRemedy<Result>(permission: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw explained(error, permission);
  }
}

/** A failure that is not caused by the request: a lost connection (500 to Octokit), a server error, a rate limit. */
export function isHiccup(error: unknown): error is RequestError {
  return error instanceof RequestError && (error.status >= 500 || error.status === 429 || isRateLimit(error));
}

function isRateLimit({ status, response }: RequestError): boolean {
  const headers = response?.headers ?? {};
  return status === 403 && (headers['retry-after'] !== undefined || headers['x-ratelimit-remaining'] === '0');
}

function explained(error: unknown, permission: string): unknown {
  if (!(error instanceof RequestError)) return error;
  const again = `GitHub answered ${error.status} to ${placeOf(error)}, several times: run the job again.`;
  return new CommandError(isHiccup(error) ? again : remedyFor(error, permission), EXIT.failed, { cause: error });
}

function remedyFor(error: RequestError, permission: string): string {
  const what = `GitHub answered ${error.status} to ${placeOf(error)}`;
  if (error.status === 401) return `${what}: GITHUB_TOKEN is not valid (any more).`;
  if (error.status === 403 || error.status === 404) {
    return `${what}: give the job \`${permission}\`. Pull requests of forks and of Dependabot have a read-only token.`;
  }
  return `${what}, which is a bug in Keywright; please report it.`;
}

/** Method and path only; the message could quote the body. */
function placeOf({ request }: RequestError): string {
  return `${request.method} ${new URL(request.url).pathname}`;
}
