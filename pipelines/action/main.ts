import { randomUUID } from 'node:crypto';
import { appendFileSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CommandError } from '../io/command-error.ts';
import { EXIT, type Io } from '../io/io.ts';
import type { Inputs, Step, StepResult } from './action-command.ts';
import { runStep } from './run-step.ts';

/**
 * The entry point of the GitHub action. Besides `cli.ts`, it is the only module that touches the environment, the
 * standard streams and the exit status.
 */
async function main(): Promise<void> {
  try {
    const result = await withoutCommands(() => runStep(createStep()));
    publish(result);
    const passes = [EXIT.ok, EXIT.changesPending, ...(result.tolerated ?? [])];
    process.exitCode = passes.includes(result.status) ? 0 : result.status;
  } catch (error) {
    process.exitCode = report(error);
  }
}

/**
 * The log contains names and descriptions from declarations; meanwhile the runner must not take a line that begins with
 * `::` for a command.
 */
async function withoutCommands<Result>(work: () => Promise<Result>): Promise<Result> {
  const token = randomUUID();
  process.stdout.write(`::stop-commands::${token}\n`);
  try {
    return await work();
  } finally {
    process.stdout.write(`\n::${token}::\n`);
  }
}

function createStep(): Step {
  const inputs: Inputs = {
    command: input('command'),
    directory: input('directory'),
    environment: input('environment'),
    base: input('base'),
    folder: input('folder'),
    plan: input('plan'),
    matrix: input('matrix'),
    'pull-requests': input('pull-requests'),
    result: input('result'),
  };
  const folder = resolve(inputs.folder || join(process.env.RUNNER_TEMP ?? '.', 'keywright'));
  mkdirSync(folder, { recursive: true });
  return { inputs, folder, root: resolve(process.env.GITHUB_WORKSPACE ?? '.', inputs.directory), io: createIo() };
}

/** The runner passes inputs as variables whose names keep their hyphens. */
function input(name: string): string {
  return (process.env[`INPUT_${name.toUpperCase()}`] ?? '').trim();
}

function createIo(): Io {
  const stop = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort(name));
  return {
    env: { ...process.env, GITHUB_TOKEN: input('github-token') },
    cwd: process.cwd(),
    now: () => new Date(),
    data: (text) => void process.stdout.write(text),
    // One stream for both, so that the order relative to the workflow commands holds.
    prose: (text) => void process.stdout.write(text),
    stdin: process.stdin,
    isTerminal: { data: false, prose: false, input: false },
    columns: null,
    color: false,
    signal: stop.signal,
  };
}

function publish({ status, outputs, summary, log }: StepResult): void {
  process.stdout.write(log);
  if (summary !== '') append('GITHUB_STEP_SUMMARY', `${summary}\n`);
  for (const [name, value] of Object.entries({ ...outputs, 'exit-code': String(status) })) setOutput(name, value);
}

/** The delimiter can't be guessed, so no value can end its own output and start another. */
function setOutput(name: string, value: string): void {
  const delimiter = randomUUID();
  append('GITHUB_OUTPUT', `${name}<<${delimiter}\n${value}\n${delimiter}\n`);
}

function append(variable: string, text: string): void {
  const path = process.env[variable];
  if (path !== undefined) appendFileSync(path, text);
}

/** The message of a bug may quote text that must not be printed. */
function report(error: unknown): number {
  const isKnown = error instanceof CommandError;
  const message = isKnown
    ? error.message
    : `this is a bug in Keywright (${error instanceof Error ? error.name : typeof error})`;
  const escaped = message.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
  process.stdout.write(`::error title=Keywright::${escaped}\n`);
  append('GITHUB_OUTPUT', `exit-code=${isKnown ? error.status : EXIT.bug}\n`);
  return isKnown ? error.status : EXIT.bug;
}

await main();
