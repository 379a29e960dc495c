import { commands } from '../commands/list.ts';
import type { CommandSpec } from '../io/command-spec.ts';
import type { OptionSpec } from '../io/option-spec.ts';
import { flag, flagOf, parsed, text, wrongUsage } from '../io/options.ts';
import { wrap } from '../reports/text/wrap.ts';

const COLUMNS = 80;

/** The options that every command has. */
export const globalOptions = {
  dir: text('<dir>', 'root of the repository (default: the nearest parent with secrets.d/)'),
  format: text('<format>', 'output format; each command names those that it has'),
  output: text('<file>', 'write data to this file instead of standard output'),
  local: flag('use the embedded AWS endpoint, with its state under .keywright/'),
  now: parsed('<iso>', 'take this as the current time (ISO 8601)', timeFrom),
  // Commander's convention for a name such as --no-color: true unless the user passes it.
  color: flag('no colours (also: NO_COLOR)'),
};

function timeFrom(word: string, name: string): Date {
  const time = new Date(word);
  if (!Number.isNaN(time.getTime())) return time;
  throw wrongUsage(`${name} takes an ISO 8601 time such as 2026-11-23T12:00:00Z, not "${word}".`);
}

/** An option as commander and the help write it: `--env <name>`. */
export function termOfOption(name: string, { placeholder }: OptionSpec): string {
  const term = name === 'color' ? '--no-color' : flagOf(name);
  return placeholder === null ? term : `${term} ${placeholder}`;
}

export const HELP_OPTION = { flags: '-h, --help', description: 'print help' } as const;
export const VERSION_OPTION = { flags: '--version', description: 'print the version' } as const;

export const DESCRIPTION = 'GitOps for AWS Secrets Manager: declare secrets in Git, without their values.';

/** The output of `keywright --help`. It is made here so that help needs no argument parser. */
export function helpText(): string {
  const options = [
    [VERSION_OPTION.flags, VERSION_OPTION.description],
    ...Object.entries(globalOptions).map(([name, spec]) => [termOfOption(name, spec), spec.description]),
    [HELP_OPTION.flags, HELP_OPTION.description],
  ];
  const topLevel = commands.filter(({ name }) => !name.includes(' ')).map((spec) => [termOf(spec), spec.summary]);
  const groups = groupNames().map((name) => [name, groupSummary(name)]);
  const width = Math.max(...[...options, ...topLevel, ...groups].map(([term = '']) => term.length));
  const list = (rows: readonly (readonly string[])[]) => rows.map(([term, text]) => entry(term, text, width)).join('');
  return `Usage: keywright [options] [command]

${DESCRIPTION}

Options:
${list(options)}
Commands:
${list([...topLevel, ...groups])}`;
}

/** The first words of two-word commands: `github` for `github comment`. */
function groupNames(): readonly string[] {
  const names = commands.filter(({ name }) => name.includes(' ')).map(({ name }) => name.slice(0, name.indexOf(' ')));
  return [...new Set(names)];
}

export function groupSummary(name: string): string {
  return `see keywright ${name} --help`;
}

function termOf({ name, arguments: positional, options }: CommandSpec): string {
  return [
    name,
    ...(Object.keys(options).length > 0 ? ['[options]'] : []),
    ...(positional === undefined ? [] : [positional]),
  ].join(' ');
}

function entry(term = '', text = '', width: number): string {
  const indent = ' '.repeat(width + 4);
  const lines = wrap(`  ${term.padEnd(width)}  ${text}`, COLUMNS, indent);
  return `${lines.join('\n')}\n`;
}
