import type { Command, Format, Io } from '../io/io.ts';
import type { GivenOptions, OptionSpecs } from '../io/option-spec.ts';
import { parseOptions } from '../io/options.ts';

/** The action's inputs by their names in action.yml; an input that was not set is empty. */
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

/** One step of a workflow: its inputs, its folders and its I/O. */
export type Step = {
  readonly inputs: Inputs;
  /** The repository's root, absolute. */
  readonly root: string;
  /** Where this step reads and writes the files that workflows pass on as artifacts, absolute. */
  readonly folder: string;
  readonly io: Io;
};

export type StepResult = {
  /** Exit status of the command. */
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

/** A command's result, and the data that it wrote. */
export type Ran<Result> = { readonly result: Result; readonly data: string };

/** A command that steps run, with the options that it declares. */
export type Runnable<Specs extends OptionSpecs, Result> = {
  readonly command: Command<Specs, Result>;
  readonly options: Specs;
};

/** Runs a command as if it had been typed on the command line, and returns its data instead of printing it. */
export async function runCommand<Specs extends OptionSpecs, Result>(
  { command, options }: Runnable<Specs, Result>,
  { root, io }: Step,
  given: GivenOptions<keyof Specs>,
  format: Format,
): Promise<Ran<Result>> {
  const written: string[] = [];
  const global = { root, format, local: false };
  const invocation = { arguments: [], options: parseOptions(options, given), global };
  const data = (text: string) => void written.push(text);
  const result = await command(invocation, { ...io, signal: io.signal, data });
  return { result, data: written.join('') };
}

/**
 * Like `runCommand`, with prose and data in one text. Only for commands whose prose holds no foreign text: it may
 * contain workflow commands, such as warnings.
 */
export async function runTelling<Specs extends OptionSpecs, Result>(
  runnable: Runnable<Specs, Result>,
  step: Step,
  given: GivenOptions<keyof Specs>,
): Promise<Ran<Result>> {
  const prose: string[] = [];
  const io = { ...step.io, signal: step.io.signal, prose: (text: string) => void prose.push(text) };
  const { result, data } = await runCommand(runnable, { ...step, io }, given, 'text');
  return { result, data: [...prose, data].join('') };
}
