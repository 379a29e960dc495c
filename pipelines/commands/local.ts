import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { LocalEndpoint, LocalEndpointOptions } from '../../runtime/local/options.ts';
import { startLocalEndpoint } from '../../runtime/local/server.ts';
import { CommandError } from '../io/command-error.ts';
import { type Command, EXIT, type Invocation, type Io } from '../io/io.ts';

const DEFAULT_PORT = 4599;
const LOOPBACK = ['127.0.0.1', '::1', 'localhost'];

/** Serves Secrets Manager until it is stopped; prints the lines that point the SDKs and the AWS CLI at it. */
export const local: Command = async ({ options }, io) => {
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

type Options = Invocation['options'];

function settingsFrom(options: Options, io: Io): LocalEndpointOptions {
  const statePath = textOf(options, 'state');
  const policies = textOf(options, 'policies');
  const seed = numberOf(options, 'seed', Number.MAX_SAFE_INTEGER);
  return {
    host: textOf(options, 'host') ?? '127.0.0.1',
    port: numberOf(options, 'port', 65_535) ?? DEFAULT_PORT,
    accountId: accountFrom(options),
    ...(statePath === undefined ? {} : { statePath: resolve(io.cwd, statePath) }),
    ...(policies === undefined ? {} : { policies: readPolicies(resolve(io.cwd, policies), policies) }),
    rotationFunctions: functionsFrom(options, io.cwd),
    functionEnvironment: environmentFor(io),
    log: (line) => io.prose(`${line}\n`),
    unknownRotationFunctions: options.refuseUnknownFunctions === true ? 'refuse' : 'builtin',
    ...(seed === undefined ? {} : { seed }),
    faults: faultsFrom(options),
  };
}

function faultsFrom(options: Options) {
  const rates = {
    throttleRate: rateOf(options, 'throttleRate'),
    errorRate: rateOf(options, 'errorRate'),
    lostReplyRate: rateOf(options, 'lostReplyRate'),
    expiredTokenRate: rateOf(options, 'expiredTokenRate'),
    emptyPageRate: rateOf(options, 'emptyPageRate'),
  };
  const hour = 3_600_000;
  return {
    ...rates,
    latencyMs: numberOf(options, 'latency', hour) ?? 0,
    lagMs: (numberOf(options, 'lag', hour) ?? 0) * 1000,
    throttle: options.throttle === true,
  };
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

function accountFrom(options: Options): string {
  const accountId = textOf(options, 'account') ?? '000000000000';
  if (/^\d{12}$/.test(accountId)) return accountId;
  throw wrongUsage(`--account takes 12 digits, not "${accountId}".`);
}

/** NAME=MODULE, or NAME=builtin. */
function functionsFrom(options: Options, cwd: string): Record<string, string> {
  const given = Array.isArray(options.rotationFunction) ? options.rotationFunction : [];
  return Object.fromEntries(
    given.map((pair: string) => {
      const [, name, module] = /^([A-Za-z0-9_-]+)=(.+)$/.exec(pair) ?? [];
      if (name === undefined || module === undefined) {
        throw wrongUsage(`--rotation-function takes NAME=MODULE, not "${pair}".`);
      }
      const path = resolve(cwd, module);
      if (module !== 'builtin' && !existsSync(path))
        throw wrongUsage(`--rotation-function: there is no file ${module}.`);
      return [name, module === 'builtin' ? module : path];
    }),
  );
}

/** Rotation functions see the environment of the command, except for the AWS configuration of whoever runs it. */
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

const textOf = (options: Options, name: string) => {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
};

function numberOf(options: Options, name: string, most: number): number | undefined {
  const given = textOf(options, name);
  if (given === undefined) return undefined;
  if (/^\d+$/.test(given) && Number(given) <= most) return Number(given);
  throw wrongUsage(`${flagOf(name)} takes a whole number up to ${most}, not "${given}".`);
}

function rateOf(options: Options, name: string): number {
  const given = textOf(options, name) ?? '0';
  const rate = given.trim() === '' ? Number.NaN : Number(given);
  if (rate >= 0 && rate <= 1) return rate;
  throw wrongUsage(`${flagOf(name)} takes a share from 0 to 1, not "${given}".`);
}

const flagOf = (name: string) => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
const wrongUsage = (message: string, cause?: unknown) => new CommandError(message, EXIT.usage, { cause });
const messageOf = (error: unknown) =>
  typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error);
