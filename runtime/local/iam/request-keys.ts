/** The condition keys from a request's members, without the service prefix. */
type Keys = Record<string, string | number | boolean | readonly string[] | undefined>;

/**
 * Members that are condition keys unchanged.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecretsmanager.html
 */
const PLAIN = [
  'BlockPublicPolicy',
  'Description',
  'ExternalSecretRotationRoleArn',
  'ForceDeleteWithoutRecovery',
  'ForceOverwriteReplicaSecret',
  'KmsKeyId',
  'Name',
  'RecoveryWindowInDays',
  'RotateImmediately',
  'RotationLambdaARN',
  'SecretId',
  'Type',
  'VersionId',
  'VersionStage',
];

export function requestKeys(input: object): Keys {
  const members = new Map<string, unknown>(Object.entries(input));
  const keys: Keys = {};
  for (const name of PLAIN) keys[`secretsmanager:${name}`] = scalar(members.get(name));
  if (members.get('RotationRules') !== undefined) keys['secretsmanager:ModifyRotationRules'] = true;
  keys['secretsmanager:AddReplicaRegions'] = texts(members.get('AddReplicaRegions'), 'Region');
  const tags = listOf(members.get('Tags')).flatMap((tag) => {
    const [key, value] = [textOf(tag, 'Key'), textOf(tag, 'Value')];
    return key === undefined ? [] : [{ key, value: value ?? '' }];
  });
  for (const { key, value } of tags) keys[`aws:RequestTag/${key}`] = value;
  const tagKeys = [
    ...tags.map(({ key }) => key),
    ...listOf(members.get('TagKeys')).filter((key) => typeof key === 'string'),
  ];
  if (tagKeys.length > 0) keys['aws:TagKeys'] = tagKeys;
  return keys;
}

const scalar = (value: unknown) =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : undefined;
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function texts(value: unknown, member: string): readonly string[] | undefined {
  const found = listOf(value)
    .map((item) => textOf(item, member))
    .filter((text) => text !== undefined);
  return found.length > 0 ? found : undefined;
}

function textOf(value: unknown, member: string): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const found: unknown = new Map<string, unknown>(Object.entries(value)).get(member);
  return typeof found === 'string' ? found : undefined;
}
