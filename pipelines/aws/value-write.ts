import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  ResourceExistsException,
  type SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import type { ObservedSecret } from '../../schemas/plan.ts';
import type { DesiredSecret, Json } from '../../schemas/types.ts';
import { contractDigest, generationOf, shapeOf } from '../plan/contract.ts';
import { recordedGeneration } from '../plan/record.ts';
import { valueToken } from '../plan/token.ts';
import { versionAt } from '../plan/versions.ts';
import { isObject } from '../resolve/merge.ts';
import { AwsFailure } from './failure.ts';
import type { Session } from './session.ts';
import { type Composed, composeValue, type Live } from './value-compose.ts';
import { withoutQuoting } from './value-scrub.ts';

/** Holds a version that is not current yet. */
const OWN_STAGE = 'keywright';

export type Written = { readonly missing: readonly string[] };

/**
 * Brings a secret's value to its contract. A live value is replaced by compare-and-swap: the new version is put
 * under a stage of our own, and AWSCURRENT moves to it only from the version that was read. Whoever repeats this
 * after an interruption finds the version already put, by its token.
 */
export async function writeValue(session: Session, desired: DesiredSecret, observed: ObservedSecret): Promise<Written> {
  const { env } = session.context;
  const client = session.secretsManager(observed.region);
  const current = versionAt(observed, 'AWSCURRENT');
  const live = current === null ? {} : await readLive(client, observed.arn, current, shapeOf(desired.spec) === 'text');
  const renew = current === null ? [] : raisedKeys(desired, observed);
  const composed = await composeValue(desired, live, new Set(renew), { client, env });
  if (composed.kind === 'incomplete') return { missing: composed.missing };
  if (!composed.isNew) return { missing: [] };
  const token = valueToken(observed.arn, desired, contractDigest(desired.spec), current);
  const isPut = token in observed.versionStages;
  const isCurrent = isPut ? false : await put(client, observed.arn, token, composed);
  if (!isCurrent) await makeCurrent(client, observed.arn, token, current);
  await releaseStage(client, observed.arn, token);
  return { missing: [] };
}

function raisedKeys({ spec }: DesiredSecret, { tags }: ObservedSecret): readonly string[] {
  return Object.entries(spec.value)
    .filter(([key, source]) => generationOf(source) > recordedGeneration(tags, key))
    .map(([key]) => key);
}

/** @throws AwsFailure where the value is not of the declared shape, so that it can't be merged with */
async function readLive(client: SecretsManagerClient, arn: string, versionId: string, isText: boolean): Promise<Live> {
  const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: arn, VersionId: versionId }));
  if (isText && SecretString !== undefined) return { text: SecretString };
  const live = SecretString === undefined ? null : parseObject(SecretString);
  if (live !== null) return live;
  const message =
    'The live value is no JSON object, so keys cannot be merged into it; replace it with "keywright put --replace".';
  throw new AwsFailure('UnexpectedValueShape', message, null);
}

/** The parser's own error quotes its input, so it goes no further. */
function parseObject(text: string): Live | null {
  try {
    const value: Json = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

/** @returns true where the version is current already: AWS makes a first version so, whatever stage it is put under */
async function put(
  client: SecretsManagerClient,
  arn: string,
  token: string,
  { text, secrets }: Extract<Composed, { kind: 'complete' }>,
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

async function releaseStage(client: SecretsManagerClient, arn: string, token: string): Promise<void> {
  await client.send(
    new UpdateSecretVersionStageCommand({ SecretId: arn, VersionStage: OWN_STAGE, RemoveFromVersionId: token }),
  );
}
