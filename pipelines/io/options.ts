import { CommandError } from './command-error.ts';
import { EXIT, type Invocation } from './io.ts';

/** The values of a repeatable option. */
export function listOf(option: Invocation['options'][string]): readonly string[] {
  if (typeof option === 'string') return [option];
  return typeof option === 'object' ? option : [];
}

/** The value of an option that takes one of a few words; the first is the default. */
export function choiceOf<Choice extends string>(
  { options }: Invocation,
  name: string,
  choices: readonly [Choice, ...Choice[]],
): Choice {
  const wanted = options[name];
  if (wanted === undefined) return choices[0];
  const found = choices.find((choice) => choice === wanted);
  if (found !== undefined) return found;
  const flag = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  throw new CommandError(`--${flag} takes ${choices.join(' or ')}, not "${wanted}".`, EXIT.usage);
}
