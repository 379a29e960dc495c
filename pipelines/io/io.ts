import type { OptionSpec, OptionSpecs, OptionValues } from './option-spec.ts';
import type { ReportFormatName } from './report-formats.ts';

/**
 * Everything outside the program that a command can use. `cli.ts` builds it from the process; tests build it from plain
 * values.
 */
export type Io = {
  readonly env: { readonly [name: string]: string | undefined };
  /** The folder that the command was started in; relative paths in arguments are relative to it. */
  readonly cwd: string;
  readonly now: () => Date;
  /** Data: standard output, or the file of `--output`. */
  readonly data: (text: string) => void;
  /** Progress and other text for people: standard error. */
  readonly prose: (text: string) => void;
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly isTerminal: { readonly data: boolean; readonly prose: boolean; readonly input: boolean };
  /** Width in columns of the terminal that data goes to; null if it goes elsewhere. */
  readonly columns: number | null;
  readonly color: boolean;
  /**
   * Set if credentials depend on the account that an environment declares, as with the embedded endpoint. Otherwise the
   * SDK's standard credential chain applies.
   */
  readonly credentialsFor?: (accountId: string) => StaticCredentials;
  /** Aborted by the first SIGINT or SIGTERM: finish the work in progress, then report. */
  readonly signal: AbortSignal;
};

export type StaticCredentials = { readonly accessKeyId: string; readonly secretAccessKey: string };

export type Format = ReportFormatName;

/** The options that every command has, as given. */
export type GlobalOptions = {
  /** The repository's root, absolute. */
  readonly root: string;
  readonly format: Format;
  readonly local: boolean;
};

/** What the user typed: positional arguments, and the options that the command declares, parsed. */
export type Invocation<Specs extends OptionSpecs = Record<never, OptionSpec>> = {
  readonly arguments: readonly string[];
  readonly options: OptionValues<Specs>;
  readonly global: GlobalOptions;
};

/**
 * A command: does its work, writes through `io`, and returns the exit status. If other modules
 * need more than the printed output, `Result` holds that as well.
 */
export type Command<Specs extends OptionSpecs = Record<never, OptionSpec>, Result = number> = (
  invocation: Invocation<Specs>,
  io: Io,
) => Promise<Result>;

/** `interrupted` is the status that a shell reports for a command that was ended by Ctrl-C. */
export const EXIT = {
  ok: 0,
  failed: 1,
  changesPending: 2,
  refused: 3,
  usage: 64,
  bug: 70,
  interrupted: 130,
} as const;
