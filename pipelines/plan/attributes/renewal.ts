import type { ObservedSecret } from '../../../schemas/plan.ts';
import { findSecretType } from '../../../schemas/secret-types/list.ts';
import type { DesiredSecret } from '../../../schemas/types.ts';

/**
 * The other system that holds a secret's credential; renewing the credential only in AWS would lock its users out.
 * null: none.
 */
export function credentialHomeOf({ spec }: DesiredSecret): 'database' | 'cache' | 'broker' | null {
  return findSecretType(spec.type)?.alsoLivesIn ?? null;
}

/** How to replace live keys without locking users out. */
export function renewalOf(desired: DesiredSecret, { rotation }: ObservedSecret, keys: readonly string[]): string {
  const { secret, environment } = desired;
  if (rotation.enabled && rotation.lambdaArn !== null) return `use "keywright rotate ${secret} --env ${environment}"`;
  const key = keys.length === 1 ? ` --key ${keys[0]}` : '';
  const put = `"keywright put ${secret} --env ${environment}${key} --replace"`;
  const home = credentialHomeOf(desired);
  return home === null
    ? `give the new value with ${put}`
    : `change it in the ${home} first, then give the same value with ${put}`;
}
