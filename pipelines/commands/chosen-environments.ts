import type { EnvironmentDeclaration } from '../../schemas/declarations.ts';
import type { Estate } from '../../schemas/types.ts';
import { didYouMean } from '../declarations/nearest.ts';
import { CommandError } from '../io/command-error.ts';
import { EXIT } from '../io/io.ts';

/** The environments of `--env`, or all; sorted by name, as the estate has them. */
export function chosenEnvironments(estate: Estate, env: readonly string[]): readonly EnvironmentDeclaration[] {
  return environmentsNamed(estate, env, '--env');
}

/** @param origin what named them, for the message about a name that there is not */
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
