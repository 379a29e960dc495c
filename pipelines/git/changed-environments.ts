import type { EnvironmentDeclaration } from '../../schemas/declarations.ts';
import type { Estate } from '../../schemas/types.ts';

/** The environments that differ from `base`: in their own settings, or in those of one of their secrets. */
export function changedEnvironments(estate: Estate, base: Estate): readonly EnvironmentDeclaration[] {
  return estate.environments.filter(({ name }) => pictureOf(estate, name) !== pictureOf(base, name));
}

/** Moving a declaration within or between files is no difference. */
function pictureOf(estate: Estate, name: string): string {
  const environment = estate.environments.find((candidate) => candidate.name === name);
  const secrets = estate.desired
    .filter((secret) => secret.environment === name)
    .map(({ secret, name: awsName, spec }) => [secret, awsName, spec]);
  return JSON.stringify([environment?.spec ?? null, secrets]);
}
