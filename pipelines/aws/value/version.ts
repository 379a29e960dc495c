import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  ResourceExistsException,
  type SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import type { ObservedSecret } from '../../../schemas/plan.ts';
import { versionAt } from '../../plan/record/versions.ts';
import { AwsFailure } from '../session/failure.ts';
import type { Composed } from './compose.ts';
import { parseObject } from './live.ts';
import { withoutQuoting } from './scrub.ts';

/** The staging label of a version that is not current yet. */
const OWN_STAGE = 'keywright';

type Complete = Extract<Composed, { kind: 'complete' }>;

/**
 * Makes a value current by compare-and-swap: the value is put under Keywright's own stage, and AWSCURRENT moves to it
 * only from the version that was observed. A repeat with the same tokens after an interruption finds the version
 * already put, and uses it if it holds what would be put now.
 * @param tokens candidates for the VersionId; the first that no other value has is used
 */
export async function swapVersion(
  client: SecretsManagerClient,
  observed: ObservedSecret,
  tokens: readonly string[],
  value: Complete,
): Promise<void> {
  const { arn } = observed;
  const { token, stages } = await put(client, observed, tokens, value);
  if (!stages.includes('AWSCURRENT')) await makeCurrent(client, arn, token, versionAt(observed, 'AWSCURRENT'));
  const holder = stages.includes(OWN_STAGE) ? token : versionAt(observed, OWN_STAGE);
  if (holder === null) return;
  await client.send(
    new UpdateSecretVersionStageCommand({ SecretId: arn, VersionStage: OWN_STAGE, RemoveFromVersionId: holder }),
  );
}

type Put = { readonly token: string; readonly stages: readonly string[] };

async function put(
  client: SecretsManagerClient,
  observed: ObservedSecret,
  tokens: readonly string[],
  value: Complete,
): Promise<Put> {
  for (const token of tokens) {
    const isPut = Object.hasOwn(observed.versionStages, token);
    const stages = isPut ? null : await putNew(client, observed.arn, token, value);
    if (stages !== null) return { token, stages };
    const found = await findPut(client, observed.arn, token, value);
    if (found !== null) return { token, stages: found };
  }
  const message = `${tokens.length} runs put a value each and were interrupted before it became current; "keywright put" replaces it.`;
  throw new AwsFailure('InterruptedTooOften', message, null);
}

/**
 * @returns the new version's stages, or null if the version exists already. AWS makes a first version current whatever
 * stage it is put under.
 */
async function putNew(
  client: SecretsManagerClient,
  arn: string,
  token: string,
  { text, secrets }: Complete,
): Promise<readonly string[] | null> {
  const request = { SecretId: arn, ClientRequestToken: token, SecretString: text, VersionStages: [OWN_STAGE] };
  try {
    const { VersionStages = [] } = await withoutQuoting(secrets, () => client.send(new PutSecretValueCommand(request)));
    return VersionStages;
  } catch (error) {
    if (error instanceof AwsFailure && error.name === ResourceExistsException.name) return null;
    throw error;
  }
}

/**
 * The stages of the version that an interrupted run put, or null if a variable or a live key has changed since. The
 * keys that it generated count as equal.
 */
async function findPut(
  client: SecretsManagerClient,
  arn: string,
  token: string,
  { text, generated }: Complete,
): Promise<readonly string[] | null> {
  const read = await client.send(new GetSecretValueCommand({ SecretId: arn, VersionId: token }));
  const isSame = withoutKeys(read.SecretString ?? '', generated) === withoutKeys(text, generated);
  return isSame ? (read.VersionStages ?? []) : null;
}

/** A text that is not a JSON object counts as one generated key. */
function withoutKeys(text: string, keys: readonly string[]): string {
  if (keys.length === 0) return text;
  const object = parseObject(text);
  if (object === null) return '';
  return JSON.stringify(Object.entries(object).filter(([key]) => !keys.includes(key)));
}

/** Fails if AWSCURRENT has moved since it was read. */
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
