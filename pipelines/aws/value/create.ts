import { CreateSecretCommand } from '@aws-sdk/client-secrets-manager';
import type { DesiredSecret } from '../../../schemas/types.ts';
import { createTags } from '../../plan/create.ts';
import { contractDigest, shapeOf } from '../../plan/record/contract.ts';
import { valueRecord } from '../../plan/record/record.ts';
import { valueToken } from '../../plan/record/token.ts';
import type { Session } from '../session/session.ts';
import { composeValue } from './compose.ts';
import { withoutQuoting } from './scrub.ts';

export type Created = { readonly arn: string; readonly hasValue: boolean; readonly missing: readonly string[] };

/**
 * Creates a secret. If its value is complete, one call sets the value and its record; otherwise the secret has no
 * value.
 */
export async function createSecret(session: Session, desired: DesiredSecret): Promise<Created> {
  const { environment, context } = session;
  const client = session.secretsManager(environment.spec.aws.region);
  const { spec } = desired;
  const isWritten = shapeOf(spec) !== 'opaque' && Object.keys(spec.value).length > 0;
  const composed = isWritten ? await composeValue(desired, {}, new Set(), { client, env: context.env }) : null;
  const digest = contractDigest(spec);
  const hasValue = composed?.kind === 'complete';
  const record = isWritten ? valueRecord({ digest, isAwaiting: !hasValue }) : {};
  const tags = { ...createTags(desired, environment), ...record };
  const request = {
    Name: desired.name,
    ...(spec.description === null ? {} : { Description: spec.description }),
    ...(spec.kmsKeyId === null ? {} : { KmsKeyId: spec.kmsKeyId }),
    Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
    ClientRequestToken: valueToken(desired.name, desired, digest, null),
  };
  const { ARN = '' } = hasValue
    ? await withoutQuoting(composed.secrets, () =>
        client.send(new CreateSecretCommand({ ...request, SecretString: composed.text })),
      )
    : await client.send(new CreateSecretCommand(request));
  return { arn: ARN, hasValue, missing: composed?.kind === 'incomplete' ? composed.missing : [] };
}
