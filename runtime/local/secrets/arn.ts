import { partitionOf } from '../../../schemas/aws/regions.ts';

type SecretArn = { readonly region: string; readonly accountId: string; readonly resource: string };

export const secretArn = ({ region, accountId, resource }: SecretArn) =>
  `arn:${partitionOf(region)}:secretsmanager:${region}:${accountId}:secret:${resource}`;

/** Takes a secret's ARN apart, whole or partial; undefined for anything else. */
export function parseSecretArn(arn: string): SecretArn | undefined {
  const match = /^arn:aws[a-z-]*:secretsmanager:([a-z0-9-]+):(\d{12}):secret:(.+)$/.exec(arn);
  if (!match) return undefined;
  const [, region = '', accountId = '', resource = ''] = match;
  return { region, accountId, resource };
}

/**
 * A complete ARN ends with a hyphen and six characters. A partial ARN whose name ends that way is treated as complete.
 */
export const endsLikeCompleteArn = (resource: string) => /-[A-Za-z0-9]{6}$/.test(resource);
