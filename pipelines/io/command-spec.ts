import type { Command, Format } from './io.ts';

export type OptionSpec = {
  /** As commander writes them: `--env <name>`, `--check`. */
  readonly flags: string;
  readonly description: string;
  /** May be given several times; the values arrive as a list. */
  readonly repeatable?: boolean;
};

/** What the command line needs to know of a command before it loads the command's code. */
export type CommandSpec = {
  /** A subcommand stands behind its group: `github comment`. */
  readonly name: string;
  /** Positional arguments as commander writes them: `<rule>`, `[name]`. */
  readonly arguments?: string;
  readonly summary: string;
  readonly options: readonly OptionSpec[];
  /** The first is the default. */
  readonly formats: readonly Format[];
  /** Works without a repository around it; if an option is named: with that option. */
  readonly anywhere?: true | string;
  readonly load: () => Promise<Command>;
};
