import type { EnvironmentDeclaration } from '../../schemas/declarations.ts';
import type { Estate } from '../../schemas/types.ts';
import { didYouMean } from '../declarations/nearest.ts';
import { CommandError } from '../io/command-error.ts';
import { EXIT } from '../io/io.ts';

/** The environments of `--env`, or all; sorted by name. */
export function chosenEnvironments(estate: Estate, env: readonly string[]): readonly EnvironmentDeclaration[] {
  return environmentsNamed(estate, env, '--env');
}

/** @param origin the option or file that gave the names, for the message about an unknown one */
export function environmentsNamed(
  estate: Estate,
  wanted: readonly string[],
  origin: string,
): readonly EnvironmentDeclaration[] {
  const names = estate.environments.map(({ name }) => name);
  const unknown = wanted.find((name) => !names.includes(name));
  if (unknown !== undefined) {
    const hint = didYouMean(unknown, names);
    throw new CommandError(
      `${origin}: there is no environment "${unknown}"; there are ${names.join(', ')}.${hint}`,
      EXIT.usage,
    );
  }
  if (wanted.length === 0) return estate.environments;
  return estate.environments.filter(({ name }) => wanted.includes(name));
}
