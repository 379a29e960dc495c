import type { EnvironmentDeclaration } from '../../schemas/declarations.ts';
import type { Estate } from '../../schemas/types.ts';

/** The environments in which something differs from `base`: their own settings, or those of a secret in them. */
export function changedEnvironments(estate: Estate, base: Estate): readonly EnvironmentDeclaration[] {
  return estate.environments.filter(({ name }) => pictureOf(estate, name) !== pictureOf(base, name));
}

/** Where a declaration stands in the files is no difference. */
function pictureOf(estate: Estate, name: string): string {
  const environment = estate.environments.find((candidate) => candidate.name === name);
  const secrets = estate.desired
    .filter((secret) => secret.environment === name)
    .map(({ secret, name: awsName, spec }) => [secret, awsName, spec]);
  return JSON.stringify([environment?.spec ?? null, secrets]);
}
