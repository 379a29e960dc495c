import type { AwaitingValue } from '../../../schemas/plan.ts';

/** The keys of a secret that are awaited, from whom, and how to supply them. */
export function awaitingLine({ environment, secret, keys, source, owner }: AwaitingValue): string {
  const remedy =
    source === 'fromEnv'
      ? 'from the environment variables of the next apply'
      : `given by "keywright put ${secret} --env ${environment}${keys.length === 1 ? ` --key ${keys[0]}` : ''}"`;
  return `${environment}/${secret}: ${keys.join(', ')}, ${remedy}${owner === null ? '' : ` (${owner})`}`;
}
