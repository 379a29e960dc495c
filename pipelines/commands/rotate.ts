import { rotateNow } from '../aws/rotate.ts';
import { CommandError } from './command-error.ts';
import { type Command, EXIT } from './io.ts';
import { failing, openOneSecret } from './one-secret.ts';
import { reportOne } from './report-one.ts';

/** Rotates a secret by its function now, and waits until the new version is current. */
export const rotate: Command = async (invocation, io) => {
  const { signal } = io;
  const one = await openOneSecret(invocation, io);
  if (one === null) return EXIT.failed;
  const { session, desired, observed } = one;
  const { enabled, lambdaArn } = observed.rotation;
  if (!enabled || lambdaArn === null) {
    const put = `keywright put ${desired.secret} --env ${desired.environment} --replace`;
    throw new CommandError(
      `"${desired.name}" is not rotated by a function; change the value with "${put}".`,
      EXIT.refused,
    );
  }
  io.prose(`Rotating ${desired.name} with ${lambdaArn}: its live value is replaced.\n`);
  await failing(() => rotateNow(session, observed, signal, (step) => io.prose(`  ${step}\n`)));
  return reportOne(one, 'rotate', true, invocation, io);
};
