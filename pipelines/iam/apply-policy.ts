import { dnsSuffixOf, partitionOf } from '../../schemas/aws/regions.ts';
import type { EnvironmentDeclaration } from '../../schemas/declarations.ts';
import type { Json } from '../../schemas/json/json.ts';
import { nameTemplateOf } from '../../schemas/name-template.ts';
import type { DesiredSecret } from '../../schemas/types.ts';
import { RECORD } from '../plan/record/record.ts';
import { lookingStatements } from './plan-policy.ts';

/** AWS's shortest recovery window (API reference, DeleteSecret). */
const MIN_RECOVERY_WINDOW_IN_DAYS = 7;

/** Operations on a secret that already has the owner's tag. */
const ON_OURS = [
  'secretsmanager:CancelRotateSecret',
  'secretsmanager:DeleteResourcePolicy',
  'secretsmanager:GetSecretValue',
  'secretsmanager:PutSecretValue',
  'secretsmanager:RemoveRegionsFromReplication',
  'secretsmanager:ReplicateSecretToRegions',
  'secretsmanager:RestoreSecret',
  'secretsmanager:RotateSecret',
  'secretsmanager:TagResource',
  'secretsmanager:UntagResource',
  'secretsmanager:UpdateSecret',
  'secretsmanager:UpdateSecretVersionStage',
  'secretsmanager:ValidateResourcePolicy',
];

/**
 * The identity policy for `apply`, `put` and `rotate` in one environment: secrets whose names match, and once they
 * exist only those with its owner's tag. No deletion without a recovery window, no public policy.
 */
export function applyPolicy(environment: EnvironmentDeclaration, desired: readonly DesiredSecret[]): Json {
  const { managedBy, aws } = environment.spec;
  const Resource = secretArns(environment, desired);
  const ours = { StringEquals: { [`secretsmanager:ResourceTag/${RECORD.managedBy}`]: managedBy } };
  const becomesOurs = { StringEquals: { [`aws:RequestTag/${RECORD.managedBy}`]: managedBy } };
  return {
    Version: '2012-10-17',
    Statement: [
      ...lookingStatements(aws),
      { Sid: 'GeneratePasswords', Effect: 'Allow', Action: ['secretsmanager:GetRandomPassword'], Resource: '*' },
      {
        Sid: 'CreateAndAdopt',
        Effect: 'Allow',
        Action: ['secretsmanager:CreateSecret', 'secretsmanager:TagResource'],
        Resource,
        Condition: becomesOurs,
      },
      { Sid: 'ChangeOurs', Effect: 'Allow', Action: ON_OURS, Resource, Condition: ours },
      {
        Sid: 'PutPoliciesThatAreNotPublic',
        Effect: 'Allow',
        Action: ['secretsmanager:PutResourcePolicy'],
        Resource,
        Condition: { ...ours, Bool: { 'secretsmanager:BlockPublicPolicy': 'true' } },
      },
      {
        Sid: 'ScheduleDeletions',
        Effect: 'Allow',
        Action: ['secretsmanager:DeleteSecret'],
        Resource,
        Condition: {
          ...ours,
          NumericGreaterThanEquals: { 'secretsmanager:RecoveryWindowInDays': String(MIN_RECOVERY_WINDOW_IN_DAYS) },
        },
      },
      {
        Sid: 'NeverDeleteAtOnce',
        Effect: 'Deny',
        Action: ['secretsmanager:DeleteSecret'],
        Resource: '*',
        Condition: { Bool: { 'secretsmanager:ForceDeleteWithoutRecovery': 'true' } },
      },
      keyStatement(aws),
      ...functionStatements(environment, desired),
    ],
  };
}

/**
 * Secrets Manager uses the caller's permissions to encrypt and decrypt, so allow only that (user guide, "Secret
 * encryption").
 */
function keyStatement({ accountId, region }: EnvironmentDeclaration['spec']['aws']): Json {
  return {
    Sid: 'EncryptThroughSecretsManager',
    Effect: 'Allow',
    Action: ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey'],
    Resource: `arn:${partitionOf(region)}:kms:*:${accountId}:key/*`,
    Condition: { StringLike: { 'kms:ViaService': `secretsmanager.*.${dnsSuffixOf(region)}` } },
  };
}

/** The identity that turns rotation on must be allowed to invoke the function (API reference, RotateSecret). */
function functionStatements({ name }: EnvironmentDeclaration, desired: readonly DesiredSecret[]): readonly Json[] {
  const functions = desired.flatMap(({ environment, spec: { rotation } }) =>
    environment === name && rotation !== null && rotation.manual !== true ? [rotation.lambdaArn] : [],
  );
  const Resource = [...new Set(functions)].sort();
  if (Resource.length === 0) return [];
  return [{ Sid: 'InvokeRotationFunctions', Effect: 'Allow', Action: ['lambda:InvokeFunction'], Resource }];
}

/**
 * The six characters that AWS appends to a secret's name in its ARN, after a hyphen; `-*` would also match longer
 * names.
 */
const ARN_SUFFIX = '-??????';

/**
 * Patterns of the ARNs of an environment's secrets: those of the name template, and exact names that it does not cover.
 */
function secretArns(environment: EnvironmentDeclaration, desired: readonly DesiredSecret[]): readonly string[] {
  const { accountId, region } = environment.spec.aws;
  const template = nameTemplateOf(environment);
  const pattern = template.replaceAll('{name}', '*');
  const isTemplated = new RegExp(`^${template.split('{name}').map(quoted).join('.*')}$`);
  const own = desired.filter((secret) => secret.environment === environment.name && secret.spec.manage);
  const exact = own.map((secret) => secret.name).filter((secretName) => !isTemplated.test(secretName));
  const prefix = `arn:${partitionOf(region)}:secretsmanager:${region}:${accountId}:secret:`;
  return [pattern, ...exact.sort()].map((secretName) => `${prefix}${secretName}${ARN_SUFFIX}`);
}

function quoted(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
