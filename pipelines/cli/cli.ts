import { existsSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { DECLARATIONS_FOLDER } from '../declarations/read.ts';
import { CommandError } from '../io/command-error.ts';
import type { CommandSpec } from '../io/command-spec.ts';
import { EXIT, type Format, type Invocation, type Io } from '../io/io.ts';
import { type RawOptions, runProgram } from './program.ts';

/** With entry.ts, the one place that touches argv, the environment, the standard streams and the exit status. */
export async function main(): Promise<void> {
  // The SDK prints a notice about the end of Node 20, which is for us to heed and noise to users.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  try {
    process.exitCode = await runProgram(process.argv.slice(2), run);
  } catch (error) {
    process.exitCode = report(error);
  }
}

async function run(spec: CommandSpec, words: readonly string[], options: RawOptions): Promise<number> {
  const invocation: Invocation = {
    arguments: words,
    options,
    global: {
      root: rootFor(worksAnywhere(spec, options), options.dir),
      format: formatFor(spec, options.format),
      local: options.local === true,
    },
  };
  if (OFFLINE.has(spec.name)) keepNurserySmall();
  const io = createIo(options);
  return invocation.global.local ? runLocally(spec, invocation, io) : (await spec.load())(invocation, io);
}

const OFFLINE: ReadonlySet<string> = new Set(['check', 'lint', 'generate']);

/**
 * What these commands read lives until they end, so a large nursery saves V8 little work, and 30 MB stay free if it
 * doesn't grow. Requests, in contrast, make mostly garbage.
 */
function keepNurserySmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}

/** Puts the embedded endpoint where the AWS SDK looks for endpoints; the command itself can't tell the difference. */
async function runLocally(spec: CommandSpec, invocation: Invocation, io: Io): Promise<number> {
  const { openLocalAccess } = await import('./local-access.ts');
  const access = await openLocalAccess(invocation.global.root);
  for (const name of Object.keys(process.env)) if (name.startsWith('AWS_ENDPOINT_URL')) delete process.env[name];
  process.env.AWS_ENDPOINT_URL = access.url;
  try {
    const execute = await spec.load();
    return await execute(invocation, Object.assign(io, { credentialsFor: access.credentialsFor }));
  } finally {
    await access.close();
  }
}

function createIo(options: RawOptions): Io {
  const now = nowFrom(options.now);
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
    // A command that never asks for the signal is ended by it, as usual; a second signal ends any command.
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

/** The first write to a file replaces it, later ones append. */
function dataWriter(file: unknown): (text: string) => void {
  if (typeof file !== 'string') return (text) => void process.stdout.write(text);
  let flag = 'w';
  return (text) => {
    writeFileSync(file, text, { flag });
    flag = 'a';
  };
}

function wantsColor(options: RawOptions): boolean {
  if (options.color === false || process.env.NO_COLOR) return false;
  if (process.env.FORCE_COLOR) return true;
  return process.stdout.isTTY === true && options.output === undefined && process.env.TERM !== 'dumb';
}

function nowFrom(text: unknown): Date | null {
  if (text === undefined) return null;
  const now = new Date(String(text));
  if (Number.isNaN(now.getTime())) {
    throw new CommandError(`--now takes an ISO 8601 time such as 2026-11-23T12:00:00Z, not "${text}".`, EXIT.usage);
  }
  return now;
}

/** Whether the command, used like this, needs no repository around it. */
function worksAnywhere({ anywhere }: CommandSpec, options: RawOptions): boolean {
  return anywhere === true || (anywhere !== undefined && options[anywhere] !== undefined);
}

function rootFor(anywhere: boolean, dir: unknown): string {
  if (typeof dir === 'string') {
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

function formatFor(spec: CommandSpec, wanted: unknown): Format {
  const format = spec.formats.find((name) => name === (wanted ?? defaultFormat(spec)));
  if (format !== undefined) return format;
  throw new CommandError(`${spec.name} has no format "${wanted}"; it has ${spec.formats.join(', ')}.`, EXIT.usage);
}

/** check and lint annotate the pull request by themselves inside GitHub Actions (SPEC). */
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

/** The operating system's refusals (a file that can't be read, a full disk) name the call and the path. */
function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error && 'code' in error;
}

/** Names the kind of error and where it arose, not its message: that may quote what must not be printed. */
function bugMessage(error: unknown): string {
  const name = error instanceof Error ? error.name : typeof error;
  const frame = error instanceof Error ? /^\s+at (.*)$/m.exec(error.stack ?? '')?.[1] : undefined;
  const place = frame === undefined ? '' : `, at ${frame}`;
  return `this is a bug in Keywright (${name}${place}). Please report it with the command that you ran.`;
}

/** The nearest folder, from `start` upwards, that holds `secrets.d/`; null where none does. */
function findRoot(start: string): string | null {
  if (existsSync(join(start, DECLARATIONS_FOLDER))) return start;
  const parent = dirname(start);
  return parent === start ? null : findRoot(parent);
}
