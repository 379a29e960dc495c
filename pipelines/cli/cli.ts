import { existsSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { CommandError } from '../io/command-error.ts';
import type { CommandSpec, GivenInvocation } from '../io/command-spec.ts';
import { EXIT, type Format, type Io } from '../io/io.ts';
import type { GivenOptions, OptionValues } from '../io/option-spec.ts';
import { parseOptions } from '../io/options.ts';
import { globalOptions } from './help.ts';
import { runProgram } from './program.ts';
import { findRoot } from './root.ts';

/**
 * With entry.ts, the only place in the command line that touches argv, the environment, the standard streams and the
 * exit status.
 */
export async function main(): Promise<void> {
  // The SDK prints a notice about the end of Node 20. It is addressed to developers and is noise to users.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  try {
    process.exitCode = await runProgram(process.argv.slice(2), run);
  } catch (error) {
    process.exitCode = report(error);
  }
}

type GlobalValues = OptionValues<typeof globalOptions>;

async function run(spec: CommandSpec, words: readonly string[], options: GivenOptions): Promise<number> {
  const general = parseOptions(globalOptions, options);
  const given: GivenInvocation = {
    arguments: words,
    options,
    global: {
      root: rootFor(worksAnywhere(spec, options), general.dir),
      format: formatFor(spec, general.format),
      local: general.local,
    },
  };
  if (OFFLINE.has(spec.name)) keepNurserySmall();
  const io = createIo(general);
  return general.local ? runLocally(spec, given, io) : spec.run(given, io);
}

const OFFLINE: ReadonlySet<string> = new Set(['check', 'lint', 'generate']);

/**
 * Data that these commands read lives until they end, so a large nursery saves V8 little work, and keeping it small
 * saves 30 MB. Commands that send requests, in contrast, produce mostly garbage.
 */
function keepNurserySmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}

/** Puts the embedded endpoint where the AWS SDK looks for endpoints, so commands need no code for it. */
async function runLocally(spec: CommandSpec, given: GivenInvocation, io: Io): Promise<number> {
  const { openLocalAccess } = await import('./local-access.ts');
  const access = await openLocalAccess(given.global.root);
  for (const name of Object.keys(process.env)) if (name.startsWith('AWS_ENDPOINT_URL')) delete process.env[name];
  process.env.AWS_ENDPOINT_URL = access.url;
  try {
    return await spec.run(given, Object.assign(io, { credentialsFor: access.credentialsFor }));
  } finally {
    await access.close();
  }
}

function createIo(options: GlobalValues): Io {
  const { now } = options;
  let stop: AbortController | undefined;
  return {
    env: process.env,
    cwd: process.cwd(),
    now: () => now ?? new Date(),
    data: dataWriter(options.output),
    prose: (text) => void process.stderr.write(text),
    stdin: process.stdin,
    isTerminal: {
      data: process.stdout.isTTY === true && options.output === undefined,
      prose: process.stderr.isTTY === true,
      input: process.stdin.isTTY === true,
    },
    columns: options.output === undefined ? process.stdout.columns || null : null,
    color: wantsColor(options),
    // A command that never reads this is ended by the signal, as usual; a second signal ends any command.
    get signal() {
      stop ??= stopOnSignals();
      return stop.signal;
    },
  };
}

function stopOnSignals(): AbortController {
  const stop = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort(name));
  return stop;
}

/** The first write replaces the file, later writes append. */
function dataWriter(file: string | undefined): (text: string) => void {
  if (file === undefined) return (text) => void process.stdout.write(text);
  let flag = 'w';
  return (text) => {
    writeFileSync(file, text, { flag });
    flag = 'a';
  };
}

function wantsColor(options: GlobalValues): boolean {
  if (!options.color || process.env.NO_COLOR) return false;
  if (process.env.FORCE_COLOR) return true;
  return process.stdout.isTTY === true && options.output === undefined && process.env.TERM !== 'dumb';
}

/** Whether the command, with these options, works without a repository. */
function worksAnywhere({ anywhere }: CommandSpec, options: GivenOptions): boolean {
  return anywhere === true || (anywhere !== undefined && options[anywhere] !== undefined);
}

function rootFor(anywhere: boolean, dir: string | undefined): string {
  if (dir !== undefined) {
    const root = resolve(dir);
    if (!existsSync(root)) throw new CommandError(`--dir: there is no folder ${dir}.`, EXIT.usage);
    if (anywhere || findRoot(root) === root) return root;
    throw new CommandError(`--dir: ${dir} holds no secrets.d/ folder.`, EXIT.usage);
  }
  const root = findRoot(process.cwd());
  if (root !== null) return root;
  if (anywhere) return process.cwd();
  throw new CommandError(
    'There is no secrets.d/ folder here or in any parent; give --dir, or start one with "keywright init".',
    EXIT.usage,
  );
}

function formatFor(spec: CommandSpec, wanted: string | undefined): Format {
  const format = spec.formats.find((name) => name === (wanted ?? defaultFormat(spec)));
  if (format !== undefined) return format;
  throw new CommandError(`${spec.name} has no format "${wanted}"; it has ${spec.formats.join(', ')}.`, EXIT.usage);
}

/** Inside GitHub Actions, check and lint annotate the pull request by default. */
function defaultFormat(spec: CommandSpec): Format | undefined {
  const annotates = spec.name === 'check' || spec.name === 'lint';
  if (annotates && process.env.GITHUB_ACTIONS === 'true' && spec.formats.includes('github')) return 'github';
  return spec.formats[0];
}

function report(error: unknown): number {
  if (error instanceof CommandError) {
    process.stderr.write(`keywright: ${error.message}\n`);
    return error.status;
  }
  if (isSystemError(error)) {
    process.stderr.write(`keywright: ${error.message}\n`);
    return EXIT.failed;
  }
  process.stderr.write(`keywright: ${bugMessage(error)}\n`);
  return EXIT.bug;
}

/** Errors of the operating system (a file that can't be read, a full disk) name the call and the path. */
function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error && 'code' in error;
}

/** Names the kind of error and the place in the code, not the message: that may quote text that must not be printed. */
function bugMessage(error: unknown): string {
  const name = error instanceof Error ? error.name : typeof error;
  const frame = error instanceof Error ? /^\s+at (.*)$/m.exec(error.stack ?? '')?.[1] : undefined;
  const place = frame === undefined ? '' : `, at ${frame}`;
  return `this is a bug in Keywright (${name}${place}). Please report it with the command that you ran.`;
}
