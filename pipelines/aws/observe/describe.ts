import { DescribeSecretCommand, ResourceNotFoundException } from '@aws-sdk/client-secrets-manager';
import type { ObservedSecret } from '../../../schemas/plan.ts';
import type { Session } from '../session/session.ts';
import { toObservedSecret } from './observed-secret.ts';

/**
 * Looks at one secret as it is now, with the state of its replicas.
 * @param secretId the full ARN, or the name if the secret may not exist: AWS can resolve a partial ARN to another
 * secret
 * @returns null if there is no secret of that name
 */
export async function describeSecret(session: Session, secretId: string): Promise<ObservedSecret | null> {
  const { name, spec } = session.environment;
  const { region } = spec.aws;
  try {
    const description = await session.secretsManager(region).send(new DescribeSecretCommand({ SecretId: secretId }));
    return toObservedSecret(description, name, region);
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return null;
    throw error;
  }
}
