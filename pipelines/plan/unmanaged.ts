import type { DesiredSecret, Estate, Finding } from '../../schemas/types.ts';
import { stageFinding } from '../finding.ts';
import { originOf } from '../resolve/origin.ts';

/** Other people's secrets that are declared for their consumers (`manage: false`) and are not there. */
export function missingUnmanaged(
  estate: Estate,
  desired: readonly DesiredSecret[],
  observed: ReadonlyMap<string, unknown>,
): readonly Finding[] {
  const missing = desired.filter(({ name, spec }) => !spec.manage && spec.state === 'present' && !observed.has(name));
  return missing.flatMap((secret) => {
    const declaration = estate.secrets.find(({ name }) => name === secret.secret);
    const environment = estate.environments.find(({ name }) => name === secret.environment);
    if (declaration === undefined || environment === undefined) return [];
    const place = originOf('/spec/manage', declaration, environment);
    const message = `"${secret.name}" does not exist in ${secret.environment}, and Keywright is not to create it; see secretName.`;
    return [stageFinding('unknown-reference', place, message, secret)];
  });
}
