import { partitionOf } from '../../schemas/aws/regions.ts';
import type { EnvironmentDeclaration } from '../../schemas/declarations.ts';
import type { Json } from '../../schemas/json/json.ts';

/** Operations that look at secrets and keys, and at no value. */
export const LOOKING = {
  everywhere: ['secretsmanager:ListSecrets'],
  secrets: ['secretsmanager:DescribeSecret', 'secretsmanager:GetResourcePolicy', 'secretsmanager:ListSecretVersionIds'],
  keys: ['kms:DescribeKey'],
} as const;

/**
 * The identity policy for `plan` and `drift` in one environment. They also look at secrets of other owners, to keep
 * away from them. The explicit denial holds whatever else the role is allowed.
 */
export function planPolicy({ spec }: EnvironmentDeclaration): Json {
  return { Version: '2012-10-17', Statement: [...lookingStatements(spec.aws), denyValues] };
}

export function lookingStatements({ accountId, region }: EnvironmentDeclaration['spec']['aws']): readonly Json[] {
  const partition = partitionOf(region);
  return [
    { Sid: 'List', Effect: 'Allow', Action: LOOKING.everywhere, Resource: '*' },
    {
      Sid: 'LookAtSecrets',
      Effect: 'Allow',
      Action: LOOKING.secrets,
      Resource: `arn:${partition}:secretsmanager:*:${accountId}:secret:*`,
    },
    { Sid: 'LookAtKeys', Effect: 'Allow', Action: LOOKING.keys, Resource: `arn:${partition}:kms:*:${accountId}:key/*` },
  ];
}

const denyValues: Json = {
  Sid: 'NeverReadValues',
  Effect: 'Deny',
  Action: ['secretsmanager:GetSecretValue', 'secretsmanager:BatchGetSecretValue'],
  Resource: '*',
};
