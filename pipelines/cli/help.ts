import { commands } from '../commands/list.ts';
import type { CommandSpec, OptionSpec } from '../io/command-spec.ts';
import { wrap } from '../reports/text/wrap.ts';

const COLUMNS = 80;

/** The options of every command. */
export const globalOptions: readonly OptionSpec[] = [
  { flags: '--dir <dir>', description: 'root of the repository (default: the nearest parent with secrets.d/)' },
  { flags: '--format <format>', description: 'output format; each command names those that it has' },
  { flags: '--output <file>', description: 'write data to this file instead of standard output' },
  { flags: '--local', description: 'use the embedded AWS endpoint, with its state under .keywright/' },
  { flags: '--now <iso>', description: 'take this as the current time (ISO 8601)' },
  { flags: '--no-color', description: 'no colours (also: NO_COLOR)' },
];

export const HELP_OPTION = { flags: '-h, --help', description: 'print help' } as const;
export const VERSION_OPTION = { flags: '--version', description: 'print the version' } as const;

export const DESCRIPTION = 'GitOps for AWS Secrets Manager: declare secrets in Git, without their values.';

/** What `keywright --help` prints. It is made here, so that it costs no argument parser. */
export function helpText(): string {
  const options = [VERSION_OPTION, ...globalOptions, HELP_OPTION].map(({ flags, description }) => [flags, description]);
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

/** `github` for `github comment`. */
function groupNames(): readonly string[] {
  const names = commands.filter(({ name }) => name.includes(' ')).map(({ name }) => name.slice(0, name.indexOf(' ')));
  return [...new Set(names)];
}

export function groupSummary(name: string): string {
  return `see keywright ${name} --help`;
}

function termOf({ name, arguments: positional, options }: CommandSpec): string {
  return [name, ...(options.length > 0 ? ['[options]'] : []), ...(positional === undefined ? [] : [positional])].join(
    ' ',
  );
}

function entry(term = '', text = '', width: number): string {
  const indent = ' '.repeat(width + 4);
  const lines = wrap(`  ${term.padEnd(width)}  ${text}`, COLUMNS, indent);
  return `${lines.join('\n')}\n`;
}
