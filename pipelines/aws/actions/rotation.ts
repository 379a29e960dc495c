import { CancelRotateSecretCommand, RotateSecretCommand } from '@aws-sdk/client-secrets-manager';
import type { FunctionRotation } from '../../../schemas/declarations.ts';
import { functionRotation, isAsDeclared } from '../../plan/attributes/rotation.ts';
import { unlessDone } from '../observe/unless-done.ts';
import type { Session } from '../session/session.ts';
import { type ActionResult, DONE, type PendingAction } from './pending-action.ts';

export async function setRotation({ session, desired, observed }: PendingAction): Promise<ActionResult> {
  const rotation = functionRotation(desired.spec);
  if (rotation !== null) await configureRotation(session, observed.arn, rotation);
  return DONE;
}

export async function configureRotation(session: Session, arn: string, rotation: FunctionRotation): Promise<void> {
  const { lambdaArn, schedule, automaticallyAfterDays, duration, rotateImmediately } = rotation;
  const client = session.secretsManager(session.environment.spec.aws.region);
  const request = {
    SecretId: arn,
    RotationLambdaARN: lambdaArn,
    RotationRules: {
      ...(schedule === undefined
        ? { AutomaticallyAfterDays: automaticallyAfterDays }
        : { ScheduleExpression: schedule }),
      ...(duration === undefined ? {} : { Duration: duration }),
    },
    RotateImmediately: rotateImmediately ?? true,
  };
  await unlessDone(
    session,
    arn,
    (observed) => isAsDeclared(rotation, observed.rotation),
    () => client.send(new RotateSecretCommand(request)),
  );
}

export async function cancelRotation({ session, observed }: PendingAction): Promise<ActionResult> {
  const { arn: SecretId, region } = observed;
  await unlessDone(
    session,
    SecretId,
    ({ rotation }) => !rotation.enabled,
    () => session.secretsManager(region).send(new CancelRotateSecretCommand({ SecretId })),
  );
  return DONE;
}
