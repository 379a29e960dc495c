import type { DesiredSecret } from '../../schemas/types.ts';
import { rotateNow } from '../aws/rotate.ts';
import { CommandError } from '../io/command-error.ts';
import { type Command, EXIT } from '../io/io.ts';
import { renewalOf } from '../plan/attributes/renewal.ts';
import { failing, openOneSecret } from './one-secret.ts';
import type { oneSecretOptions } from './options/one-secret.ts';
import { reportOne } from './report-one.ts';

/** Rotates a secret by its function now, and waits until the new version is current. */
export const rotate: Command<typeof oneSecretOptions> = async (invocation, io) => {
  const { signal } = io;
  const one = await openOneSecret(invocation, io);
  if (one === null) return EXIT.failed;
  const { session, desired, observed } = one;
  const { enabled, lambdaArn } = observed.rotation;
  if (!enabled || lambdaArn === null) {
    const how = renewalOf(desired, observed, givenKeys(desired));
    throw new CommandError(`"${desired.name}" is not rotated by a function; ${how}.`, EXIT.refused);
  }
  io.prose(`Rotating ${desired.name} with ${lambdaArn}: its live value is replaced.\n`);
  await failing(() => rotateNow(session, observed, signal, (step) => io.prose(`  ${step}\n`)));
  return reportOne(one, 'rotate', true, invocation, io);
};

/** The keys that are not literals: those that a manual rotation replaces. */
function givenKeys({ spec }: DesiredSecret): readonly string[] {
  return Object.keys(spec.value).filter((key) => spec.value[key]?.kind !== 'literal');
}
