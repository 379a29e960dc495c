import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { LocalEndpoint, LocalEndpointOptions } from '../../runtime/local/options.ts';
import { startLocalEndpoint } from '../../runtime/local/server.ts';
import { CommandError } from '../io/command-error.ts';
import { type Command, EXIT, type Invocation, type Io } from '../io/io.ts';
import type { localOptions } from './options/local.ts';

const LOOPBACK = ['127.0.0.1', '::1', 'localhost'];

/** Serves Secrets Manager until it is stopped; prints the settings that point the SDKs and the AWS CLI at it. */
export const local: Command<typeof localOptions> = async ({ options }, io) => {
  const settings = settingsFrom(options, io);
  const endpoint = await start(settings);
  io.data(exportsFor(endpoint, settings));
  io.prose(`keywright: serving Secrets Manager on ${endpoint.url}; stop with Ctrl-C.\n`);
  io.prose(
    `keywright: an access key id of 12 digits is the account; any other belongs to ${settings.accountId ?? ''}.\n`,
  );
  if (!LOOPBACK.includes(settings.host ?? '')) {
    io.prose('keywright: other machines can reach it, and it lets everybody in.\n');
  }
  if (!io.signal.aborted) await once(io.signal, 'abort');
  await endpoint.close();
  return EXIT.ok;
};

async function start(settings: LocalEndpointOptions): Promise<LocalEndpoint> {
  try {
    return await startLocalEndpoint(settings);
  } catch (cause) {
    throw new CommandError(`The local endpoint can't start: ${messageOf(cause)}`, EXIT.failed, { cause });
  }
}

type Options = Invocation<typeof localOptions>['options'];

function settingsFrom(options: Options, io: Io): LocalEndpointOptions {
  const { state, policies, seed } = options;
  return {
    host: options.host,
    port: options.port,
    accountId: options.account,
    ...(state === undefined ? {} : { statePath: resolve(io.cwd, state) }),
    ...(policies === undefined ? {} : { policies: readPolicies(resolve(io.cwd, policies), policies) }),
    rotationFunctions: functionsFrom(options.rotationFunction, io.cwd),
    functionEnvironment: environmentFor(io),
    log: (line) => io.prose(`${line}\n`),
    unknownRotationFunctions: options.refuseUnknownFunctions ? 'refuse' : 'builtin',
    ...(seed === undefined ? {} : { seed }),
    faults: faultsFrom(options),
  };
}

function faultsFrom(options: Options) {
  const { throttleRate, errorRate, lostReplyRate, expiredTokenRate, emptyPageRate, throttle, latency, lag } = options;
  const rates = { throttleRate, errorRate, lostReplyRate, expiredTokenRate, emptyPageRate };
  return { ...rates, latencyMs: latency, lagMs: lag * 1000, throttle };
}

function exportsFor({ url }: LocalEndpoint, { accountId = '' }: LocalEndpointOptions): string {
  // boto3 reads AWS_DEFAULT_REGION, the other SDKs AWS_REGION.
  const variables = {
    AWS_ENDPOINT_URL: url,
    AWS_ACCESS_KEY_ID: accountId,
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_REGION: 'us-east-1',
    AWS_DEFAULT_REGION: 'us-east-1',
  };
  return Object.entries(variables)
    .map(([name, value]) => `export ${name}=${value}\n`)
    .join('');
}

function functionsFrom(given: Options['rotationFunction'], cwd: string): Record<string, string> {
  return Object.fromEntries(
    given.map(({ name, module }) => {
      if (module === 'builtin') return [name, module];
      const path = resolve(cwd, module);
      if (!existsSync(path)) throw wrongUsage(`--rotation-function: there is no file ${module}.`);
      return [name, path];
    }),
  );
}

/**
 * Rotation functions see the command's environment variables, except for the AWS configuration of the user who runs it.
 */
function environmentFor({ env }: Io): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) =>
      value === undefined || name.startsWith('AWS_') ? [] : [[name, value]],
    ),
  );
}

function readPolicies(path: string, shown: string): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return { ...parsed };
  } catch (cause) {
    throw wrongUsage(`--policies: ${shown} can't be read as JSON: ${messageOf(cause)}`, cause);
  }
  throw wrongUsage(`--policies: ${shown} must be an object of policies by access key id or role name.`);
}

const wrongUsage = (message: string, cause?: unknown) => new CommandError(message, EXIT.usage, { cause });
const messageOf = (error: unknown) =>
  typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error);
