import { CommandError } from './command-error.ts';
import { EXIT } from './io.ts';
import type { GivenOptions, OptionSpec, OptionSpecs, OptionValues } from './option-spec.ts';

/** @throws CommandError (wrong usage) for the first option, in the order of the specs, whose value is invalid */
export function parseOptions<Specs extends OptionSpecs>(specs: Specs, given: GivenOptions): OptionValues<Specs>;
export function parseOptions(specs: OptionSpecs, given: GivenOptions): OptionValues<OptionSpecs> {
  return Object.fromEntries(
    Object.entries(specs).map(([name, { parse }]) => [name, parse(wordsOf(given[name]), flagOf(name))]),
  );
}

function wordsOf(given: GivenOptions[string]): readonly string[] {
  if (given === undefined || given === false) return [];
  if (given === true) return [''];
  return typeof given === 'string' ? [given] : given;
}

/** `--changed-since` for `changedSince`. */
export function flagOf(name: string): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** True if the option is given. */
export function flag(description: string): OptionSpec<boolean> {
  return { placeholder: null, description, repeatable: false, parse: (words) => words.length > 0 };
}

/** Any text. */
export function text(placeholder: string, description: string): OptionSpec<string | undefined> {
  return parsed(placeholder, description, (word) => word);
}

/** Any texts, in the order given. */
export function list(placeholder: string, description: string): OptionSpec<readonly string[]> {
  return parsedList(placeholder, description, (word) => word);
}

/** One of a few words. */
export function choice<const Choice extends string>(
  placeholder: string,
  description: string,
  choices: readonly Choice[],
): OptionSpec<Choice | undefined> {
  return parsed(placeholder, description, (word, name) => {
    const found = choices.find((one) => one === word);
    if (found !== undefined) return found;
    throw wrongUsage(`${name} takes ${choices.join(' or ')}, not "${word}".`);
  });
}

/** A whole number from 0 to `most`. */
export function wholeNumber(placeholder: string, description: string, most: number): OptionSpec<number | undefined> {
  return parsed(placeholder, description, (word, name) => {
    if (/^\d+$/.test(word) && Number(word) <= most) return Number(word);
    throw wrongUsage(`${name} takes a whole number up to ${most}, not "${word}".`);
  });
}

/** A number from 0 to 1. */
export function share(placeholder: string, description: string): OptionSpec<number | undefined> {
  return parsed(placeholder, description, (word, name) => {
    const rate = word.trim() === '' ? Number.NaN : Number(word);
    if (rate >= 0 && rate <= 1) return rate;
    throw wrongUsage(`${name} takes a share from 0 to 1, not "${word}".`);
  });
}

type ReadWord<Value> = (word: string, flag: string) => Value;

/** One word, converted by `read`, for options with their own kind of value; undefined if the option isn't given. */
export function parsed<Value>(
  placeholder: string,
  description: string,
  read: ReadWord<Value>,
): OptionSpec<Value | undefined> {
  const parse = ([word]: readonly string[], name: string) => (word === undefined ? undefined : read(word, name));
  return { placeholder, description, repeatable: false, parse };
}

/** Like `parsed`, for an option that can be given several times. */
export function parsedList<Value>(
  placeholder: string,
  description: string,
  read: ReadWord<Value>,
): OptionSpec<readonly Value[]> {
  const parse = (words: readonly string[], name: string) => words.map((word) => read(word, name));
  return { placeholder, description, repeatable: true, parse };
}

/** The same option with a default value. */
export function withDefault<Value>(spec: OptionSpec<Value | undefined>, value: NoInfer<Value>): OptionSpec<Value> {
  return { ...spec, parse: (words, name) => spec.parse(words, name) ?? value };
}

export function wrongUsage(message: string): CommandError {
  return new CommandError(message, EXIT.usage);
}
