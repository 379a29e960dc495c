import type { Command, Format, Invocation, Io } from '../io/io.ts';

/** The action's inputs, by their names in action.yml; one that is not given is empty. */
export type Inputs = {
  readonly command: string;
  readonly directory: string;
  readonly environment: string;
  readonly base: string;
  readonly folder: string;
  readonly plan: string;
  readonly matrix: string;
  readonly 'pull-requests': string;
  readonly result: string;
};

/** What a step of a workflow asks for: its inputs, and the world around it. */
export type Step = {
  readonly inputs: Inputs;
  /** The repository's root, absolute. */
  readonly root: string;
  /** Where this step reads and writes files that workflows hand on as artifacts, absolute. */
  readonly folder: string;
  readonly io: Io;
};

export type StepResult = {
  /** Exit status of the command (SPEC, "Exit status"). */
  readonly status: number;
  /** Statuses other than 0 and 2 that do not fail the step. */
  readonly tolerated?: readonly number[];
  /** The action's outputs. */
  readonly outputs: { readonly [name: string]: string };
  /** Markdown for the job summary. */
  readonly summary: string;
  /** Text for the log; lines that begin with `::` are workflow commands. */
  readonly log: string;
};

export type StepCommand = (step: Step) => Promise<StepResult>;

export type Ran = { readonly status: number; readonly data: string };

/** Runs one command of the command line as if typed, and keeps what it writes as data. */
export async function runCommand(
  command: Command,
  { root, io }: Step,
  options: Invocation['options'],
  format: Format,
): Promise<Ran> {
  const written: string[] = [];
  const invocation: Invocation = { arguments: [], options, global: { root, format, local: false } };
  const status = await command(invocation, { ...io, signal: io.signal, data: (text) => void written.push(text) });
  return { status, data: written.join('') };
}

/** The same for commands whose every word is Keywright's own, warnings for GitHub among them. */
export async function runTelling(command: Command, step: Step, options: Invocation['options']): Promise<Ran> {
  const prose: string[] = [];
  const io = { ...step.io, signal: step.io.signal, prose: (text: string) => void prose.push(text) };
  const { status, data } = await runCommand(command, { ...step, io }, options, 'text');
  return { status, data: [...prose, data].join('') };
}
