import type { Waiver } from '../../schemas/declarations.ts';
import type { Estate } from '../../schemas/types.ts';
import { rulePolicyOf } from '../rules/policy.ts';

/** How many days the Policy lets a waiver last: the limit for production if it covers a production environment. */
export function longestLifeInDays(
  { environments, secret }: Pick<Waiver, 'environments' | 'secret'>,
  estate: Estate,
): number {
  const declared = estate.secrets.find(({ name }) => name === secret)?.spec.environments;
  const reached = environments ?? declared ?? estate.environments.map(({ name }) => name);
  const inProduction = estate.environments.some(
    ({ name, spec }) => spec.tier === 'production' && reached.includes(name),
  );
  const { production, other } = rulePolicyOf(estate.policy?.spec ?? null).waiverMaxDays;
  return inProduction ? production : other;
}
