import type { EnvironmentDeclaration } from '../../schemas/declarations.ts';
import type { ObservedSecret } from '../../schemas/plan.ts';
import type { DesiredSecret, Estate } from '../../schemas/types.ts';
import { lookAt } from '../aws/observe/look-at.ts';
import { type AwsContext, createAwsContext } from '../aws/session/context.ts';
import { explainFailure } from '../aws/session/failure.ts';
import { isRefusal, openSession, type Session } from '../aws/session/session.ts';
import { didYouMean } from '../declarations/nearest.ts';
import { CommandError } from '../io/command-error.ts';
import { EXIT, type Invocation, type Io } from '../io/io.ts';
import { refuseSecret } from '../plan/refuse.ts';
import { environmentsNamed } from './chosen-environments.ts';
import type { oneSecretOptions } from './options/one-secret.ts';
import { loadSoundEstate } from './sound-estate.ts';

/** One declared and managed secret, for the commands that work on a single one. */
export type OneSecret = {
  readonly estate: Estate;
  readonly context: AwsContext;
  readonly session: Session;
  readonly desired: DesiredSecret;
  readonly observed: ObservedSecret;
};

/**
 * Finds the secret that the user named and opens a session to it.
 * @returns null if the declarations have errors; their findings have been printed
 * @throws CommandError if there is no such secret, or it must not be changed
 */
export async function openOneSecret(
  invocation: Invocation<typeof oneSecretOptions>,
  io: Io,
): Promise<OneSecret | null> {
  const loaded = loadSoundEstate(invocation, io);
  if (loaded === null) return null;
  const environment = theEnvironment(loaded.estate, invocation.options.env);
  const desired = theSecret(loaded.estate, environment, invocation.arguments[0] ?? '');
  const context = createAwsContext(io.env, io.credentialsFor ?? null);
  const session = await openApplySession(environment, context);
  const observed = await failing(() => lookAt(session, desired, desired.name));
  if (observed === null) {
    throw new CommandError(`"${desired.name}" does not exist yet; "keywright apply" creates it.`, EXIT.refused);
  }
  const refusal = refuseSecret({ environment, desired, observed, isSameKey: () => true });
  if (refusal !== null) throw new CommandError(refusal.message, EXIT.refused);
  if (!desired.spec.manage || observed.deletedDate !== null) {
    const why = desired.spec.manage ? 'is scheduled for deletion' : 'is declared with "manage: false"';
    throw new CommandError(`"${desired.name}" ${why}, so it is not touched.`, EXIT.refused);
  }
  return { estate: loaded.estate, context, session, desired, observed };
}

/** Commands on a single secret need exactly one environment. */
export function theEnvironment(estate: Estate, name: string | undefined): EnvironmentDeclaration {
  const [environment] = name === undefined ? [] : environmentsNamed(estate, [name], '--env');
  if (environment !== undefined) return environment;
  throw new CommandError('Give exactly one environment with --env.', EXIT.usage);
}

export async function openApplySession(environment: EnvironmentDeclaration, context: AwsContext): Promise<Session> {
  const opened = await failing(() => openSession(environment, 'apply', context));
  if (isRefusal(opened)) throw new CommandError(opened.message, EXIT.refused);
  return opened;
}

/** Turns an AWS error into a message for people. */
export async function failing<Result>(call: () => Promise<Result>): Promise<Result> {
  try {
    return await call();
  } catch (error) {
    throw new CommandError(explainFailure(error), EXIT.failed);
  }
}

function theSecret({ desired }: Estate, { name }: EnvironmentDeclaration, wanted: string): DesiredSecret {
  const own = desired.filter(({ environment }) => environment === name);
  const found = own.find(({ secret }) => secret === wanted);
  if (found !== undefined) return found;
  const names = own.map(({ secret }) => secret);
  throw new CommandError(`${name} declares no secret "${wanted}".${didYouMean(wanted, names)}`, EXIT.usage);
}
