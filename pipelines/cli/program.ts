import { Command as Commander, CommanderError, Option } from 'commander';
import manifest from '../../package.json' with { type: 'json' };
import { commands } from '../commands/list.ts';
import type { CommandSpec } from '../io/command-spec.ts';
import { EXIT } from '../io/io.ts';
import type { GivenOptions, OptionSpec } from '../io/option-spec.ts';
import {
  DESCRIPTION,
  globalOptions,
  groupSummary,
  HELP_OPTION,
  helpText,
  termOfOption,
  VERSION_OPTION,
} from './help.ts';

type Run = (spec: CommandSpec, words: readonly string[], options: GivenOptions) => Promise<number>;

/**
 * Parses the words of a command line and runs its command. Help and usage errors go to the standard streams.
 * @returns the exit status
 */
export async function runProgram(words: readonly string[], run: Run): Promise<number> {
  let status: number = EXIT.ok;
  const program = createProgram(async (spec, command) => {
    status = await run(spec, command.args, command.optsWithGlobals());
  });
  try {
    await program.parseAsync(words, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    throw error;
  }
  return status;
}

type Action = (spec: CommandSpec, command: Commander) => Promise<void>;

function createProgram(action: Action): Commander {
  const program = new Commander('keywright')
    .description(DESCRIPTION)
    .version(manifest.version, VERSION_OPTION.flags, VERSION_OPTION.description)
    .helpOption(HELP_OPTION.flags, HELP_OPTION.description)
    .helpCommand(false)
    .showSuggestionAfterError()
    .exitOverride();
  program.helpInformation = helpText;
  for (const [name, option] of Object.entries(globalOptions)) program.addOption(toOption(name, option));
  for (const spec of commands) addCommand(program, spec, action);
  return program;
}

function addCommand(program: Commander, spec: CommandSpec, action: Action): void {
  const words = spec.name.split(' ');
  const parent = words.length > 1 ? group(program, words[0] ?? '') : program;
  const command = parent
    .command(words.at(-1) ?? '')
    .summary(spec.summary)
    .description(sentence(spec.summary))
    .exitOverride();
  if (spec.arguments !== undefined) command.arguments(spec.arguments);
  for (const [name, option] of Object.entries(spec.options)) command.addOption(toOption(name, option));
  if (spec.formats.length > 1) command.addHelpText('after', `\nFormats: ${spec.formats.join(', ')}`);
  command.helpOption(HELP_OPTION.flags, HELP_OPTION.description);
  command.action(() => action(spec, command));
}

/** The parent of subcommands such as `github comment`. */
function group(program: Commander, name: string): Commander {
  const known = program.commands.find((command) => command.name() === name);
  if (known !== undefined) return known;
  const created = program.command(name).summary(groupSummary(name)).exitOverride();
  return created.helpCommand(false).helpOption(HELP_OPTION.flags, HELP_OPTION.description);
}

function toOption(name: string, spec: OptionSpec): Option {
  const option = new Option(termOfOption(name, spec), spec.description);
  return spec.repeatable ? option.argParser(append) : option;
}

function append(value: string, previous: readonly string[] | undefined): readonly string[] {
  return [...(previous ?? []), value];
}

function sentence(summary: string): string {
  return `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`;
}
