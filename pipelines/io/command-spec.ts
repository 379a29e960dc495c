import type { Command, Format, Invocation, Io } from './io.ts';
import type { GivenOptions, OptionSpec, OptionSpecs } from './option-spec.ts';
import { parseOptions } from './options.ts';

/** What the user typed, before the options are parsed. */
export type GivenInvocation = Omit<Invocation, 'options'> & { readonly options: GivenOptions };

/** The facts about a command that the command line needs before it loads the command's code. */
export type CommandSpec = {
  /** A subcommand's name follows that of its group: `github comment`. */
  readonly name: string;
  /** Positional arguments as commander writes them: `<rule>`, `[name]`. */
  readonly arguments?: string;
  readonly summary: string;
  readonly options: OptionSpecs;
  /** The first is the default. */
  readonly formats: readonly Format[];
  /** Works without a repository; if this names an option, only with that option. */
  readonly anywhere?: true | string;
  /** Parses the options, then loads the command and runs it. */
  readonly run: (given: GivenInvocation, io: Io) => Promise<number>;
};

type Definition<Specs extends OptionSpecs> = Omit<CommandSpec, 'options' | 'anywhere' | 'run'> & {
  readonly options: Specs;
  readonly anywhere?: true | (keyof Specs & string);
  readonly load: () => Promise<Command<Specs>>;
};

/**
 * An entry of the table of commands. The compiler checks that the command uses only the options that the entry
 * declares.
 */
export function defineCommand<Specs extends OptionSpecs = Record<never, OptionSpec>>({
  load,
  ...spec
}: Definition<Specs>): CommandSpec {
  return {
    ...spec,
    run: async (given, io) => {
      const options = parseOptions(spec.options, given.options);
      return (await load())({ ...given, options }, io);
    },
  };
}
