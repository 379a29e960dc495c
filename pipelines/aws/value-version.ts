import {
  PutSecretValueCommand,
  ResourceExistsException,
  type SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import type { ObservedSecret } from '../../schemas/plan.ts';
import { versionAt } from '../plan/versions.ts';
import { AwsFailure } from './failure.ts';
import type { Composed } from './value-compose.ts';
import { withoutQuoting } from './value-scrub.ts';

/** Holds a version that is not current yet. */
const OWN_STAGE = 'keywright';

type Complete = Extract<Composed, { kind: 'complete' }>;

/**
 * Makes a value current by compare-and-swap: it is put under a stage of our own, and AWSCURRENT moves to it only
 * from the version that was observed. Whoever repeats this with the same token after an interruption finds the
 * version already put.
 * @param token becomes the VersionId
 */
export async function swapVersion(
  client: SecretsManagerClient,
  observed: ObservedSecret,
  token: string,
  value: Complete,
): Promise<void> {
  const { arn, versionStages } = observed;
  const isPut = Object.hasOwn(versionStages, token);
  const isCurrent = isPut ? false : await put(client, arn, token, value);
  if (!isCurrent) await makeCurrent(client, arn, token, versionAt(observed, 'AWSCURRENT'));
  await client.send(
    new UpdateSecretVersionStageCommand({ SecretId: arn, VersionStage: OWN_STAGE, RemoveFromVersionId: token }),
  );
}

/** @returns true where the version is current already: AWS makes a first version so, whatever stage it is put under */
async function put(
  client: SecretsManagerClient,
  arn: string,
  token: string,
  { text, secrets }: Complete,
): Promise<boolean> {
  const request = { SecretId: arn, ClientRequestToken: token, SecretString: text, VersionStages: [OWN_STAGE] };
  try {
    const { VersionStages = [] } = await withoutQuoting(secrets, () => client.send(new PutSecretValueCommand(request)));
    return VersionStages.includes('AWSCURRENT');
  } catch (error) {
    // An interrupted run put this version with other generated parts, which are as good as ours.
    if (error instanceof AwsFailure && error.name === ResourceExistsException.name) return false;
    throw error;
  }
}

/** Fails where AWSCURRENT has moved since it was read. */
async function makeCurrent(client: SecretsManagerClient, arn: string, token: string, current: string | null) {
  await client.send(
    new UpdateSecretVersionStageCommand({
      SecretId: arn,
      VersionStage: 'AWSCURRENT',
      MoveToVersionId: token,
      ...(current === null ? {} : { RemoveFromVersionId: current }),
    }),
  );
}
