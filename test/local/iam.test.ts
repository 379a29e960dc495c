import {
  BatchGetSecretValueCommand,
  CreateSecretCommand,
  DeleteSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  ListSecretsCommand,
  PutResourcePolicyCommand,
  PutSecretValueCommand,
  type SecretsManagerClient,
  TagResourceCommand,
} from '@aws-sdk/client-secrets-manager';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterEach, expect, test } from '@jest/globals';
import type { LocalEndpoint } from '../../runtime/local/options.ts';
import { startLocalEndpoint } from '../../runtime/local/server.ts';
import { clientFor, clientWith } from './client.ts';

const ACCOUNT = '111122223333';
const ALL = { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*' } };
let endpoint: LocalEndpoint;
let admin: SecretsManagerClient;
let user: SecretsManagerClient;

afterEach(() => endpoint.close());

/** An endpoint on which `statements` are all that USER may do, and the account's own key may do everything. */
async function start(...statements: object[]): Promise<void> {
  const accounts = { USER: ACCOUNT };
  const policies = { [ACCOUNT]: ALL, USER: { Version: '2012-10-17', Statement: statements } };
  endpoint = await startLocalEndpoint({ accounts, policies });
  admin = clientFor(endpoint.url);
  user = clientWith(endpoint.url, { accessKeyId: 'USER', secretAccessKey: 'x' });
  await admin.send(new CreateSecretCommand({ Name: 'a', SecretString: 'x', Tags: [{ Key: 'team', Value: 'data' }] }));
}

const allow = (Action: string | string[], rest: object = {}) => ({ Effect: 'Allow', Action, Resource: '*', ...rest });
const deny = (Action: string | string[], rest: object = {}) => ({ Effect: 'Deny', Action, Resource: '*', ...rest });
const denied = { name: 'AccessDeniedException' };
const read = () => user.send(new GetSecretValueCommand({ SecretId: 'a' }));

test('what no policy allows is denied, and the message says which action on which resource', async () => {
  await start(allow('secretsmanager:DescribeSecret'));
  await user.send(new DescribeSecretCommand({ SecretId: 'a' }));
  await expect(read()).rejects.toMatchObject({
    ...denied,
    message: expect.stringMatching(
      /^User: arn:aws:iam::111122223333:user\/local is not authorized to perform: secretsmanager:GetSecretValue on resource: arn:aws:secretsmanager:us-east-1:111122223333:secret:a-\w{6} because no identity-based policy allows/,
    ),
  });
});

test('an explicit deny wins over an allow', async () => {
  await start(allow('secretsmanager:*'), deny(['secretsmanager:GetSecretValue', 'secretsmanager:BatchGetSecretValue']));
  await expect(read()).rejects.toMatchObject({ ...denied, message: expect.stringContaining('explicit deny') });
  await expect(user.send(new BatchGetSecretValueCommand({ SecretIdList: ['a'] }))).rejects.toMatchObject(denied);
  await user.send(new ListSecretsCommand({}));
});

test('six question marks stand for the suffix of an ARN and for no more', async () => {
  const Resource = `arn:aws:secretsmanager:*:${ACCOUNT}:secret:a-??????`;
  await start(allow('secretsmanager:GetSecretValue', { Resource }));
  await read();
  await admin.send(new CreateSecretCommand({ Name: 'a-b', SecretString: 'x' }));
  await expect(user.send(new GetSecretValueCommand({ SecretId: 'a-b' }))).rejects.toMatchObject(denied);
});

test('resource tags decide', async () => {
  const Condition = { StringEquals: { 'secretsmanager:ResourceTag/team': 'data' } };
  await start(allow('secretsmanager:GetSecretValue', { Condition }));
  await read();
  await admin.send(new CreateSecretCommand({ Name: 'other', SecretString: 'x' }));
  await expect(user.send(new GetSecretValueCommand({ SecretId: 'other' }))).rejects.toMatchObject(denied);
});

test('recovery window and forced deletion are condition keys', async () => {
  await start(
    allow('secretsmanager:DeleteSecret', {
      Condition: { NumericGreaterThanEqualsIfExists: { 'secretsmanager:RecoveryWindowInDays': 14 } },
    }),
    deny('secretsmanager:DeleteSecret', { Condition: { Bool: { 'secretsmanager:ForceDeleteWithoutRecovery': true } } }),
  );
  const remove = (input: object) => user.send(new DeleteSecretCommand({ SecretId: 'a', ...input }));
  await expect(remove({ ForceDeleteWithoutRecovery: true })).rejects.toMatchObject(denied);
  await expect(remove({ RecoveryWindowInDays: 7 })).rejects.toMatchObject(denied);
  await remove({ RecoveryWindowInDays: 14 });
});

test('tag keys and request tags are condition keys', async () => {
  await start(
    allow('secretsmanager:TagResource', {
      Condition: {
        'ForAllValues:StringEquals': { 'aws:TagKeys': ['stage'] },
        Null: { 'aws:RequestTag/stage': 'false' },
      },
    }),
  );
  const tag = (Key: string) => user.send(new TagResourceCommand({ SecretId: 'a', Tags: [{ Key, Value: 'x' }] }));
  await tag('stage');
  await expect(tag('team')).rejects.toMatchObject(denied);
});

test('a tag change that would lock its own author out is refused', async () => {
  const Condition = { StringEquals: { 'aws:ResourceTag/team': 'data' } };
  await start(allow('secretsmanager:TagResource', { Condition }));
  const tag = user.send(new TagResourceCommand({ SecretId: 'a', Tags: [{ Key: 'team', Value: 'other' }] }));
  await expect(tag).rejects.toMatchObject(denied);
});

test('a customer managed key needs permission of its own', async () => {
  await start(allow('secretsmanager:*'));
  await admin.send(new CreateSecretCommand({ Name: 'keyed', SecretString: 'x', KmsKeyId: 'alias/app' }));
  const get = user.send(new GetSecretValueCommand({ SecretId: 'keyed' }));
  await expect(get).rejects.toMatchObject({ ...denied, message: 'Access to KMS is not allowed' });
  await expect(
    user.send(new CreateSecretCommand({ Name: 'mine', SecretString: 'x', KmsKeyId: 'alias/app' })),
  ).rejects.toMatchObject(denied);
});

test('tags at creation need TagResource', async () => {
  await start(allow('secretsmanager:CreateSecret'));
  const create = (input: object) => user.send(new CreateSecretCommand({ Name: 'new', ...input }));
  await expect(create({ Tags: [{ Key: 'k', Value: 'v' }] })).rejects.toMatchObject(denied);
  await create({});
});

test('an assumed role has the policies of its name and lives in its account', async () => {
  const roleArn = 'arn:aws:iam::444455556666:role/ci/reader';
  endpoint = await startLocalEndpoint({
    policies: { '*': allowAll(), reader: allowAll('secretsmanager:ListSecrets') },
  });
  const sts = new STSClient({ endpoint: endpoint.url, region: 'us-east-1', credentials: key(ACCOUNT) });
  const assumed = await sts.send(new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: 'run-1' }));
  const credentials = {
    accessKeyId: assumed.Credentials?.AccessKeyId ?? '',
    secretAccessKey: assumed.Credentials?.SecretAccessKey ?? '',
    sessionToken: assumed.Credentials?.SessionToken ?? '',
  };
  const asRole = new STSClient({ endpoint: endpoint.url, region: 'us-east-1', credentials });
  expect(await asRole.send(new GetCallerIdentityCommand({}))).toMatchObject({
    Account: '444455556666',
    Arn: 'arn:aws:sts::444455556666:assumed-role/reader/run-1',
  });
  const client = clientWith(endpoint.url, credentials);
  await client.send(new ListSecretsCommand({}));
  await expect(client.send(new CreateSecretCommand({ Name: 'x' }))).rejects.toMatchObject(denied);
  const stolen = clientWith(endpoint.url, { ...credentials, sessionToken: 'other' });
  await expect(stolen.send(new ListSecretsCommand({}))).rejects.toMatchObject({ name: 'UnrecognizedClientException' });
});

test('another account reads only what a resource policy lets it, with a key that both may use', async () => {
  endpoint = await startLocalEndpoint();
  admin = clientFor(endpoint.url);
  const foreign = clientFor(endpoint.url, { accountId: '999988887777' });
  const { ARN: SecretId } = await admin.send(
    new CreateSecretCommand({ Name: 'shared', SecretString: 'x', KmsKeyId: 'alias/shared' }),
  );
  const get = () => foreign.send(new GetSecretValueCommand({ SecretId }));
  await expect(get()).rejects.toMatchObject({
    ...denied,
    message: expect.stringContaining('no resource-based policy'),
  });
  const statement = allow('secretsmanager:GetSecretValue', { Principal: { AWS: '999988887777' } });
  const ResourcePolicy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  await admin.send(new PutResourcePolicyCommand({ SecretId, ResourcePolicy }));
  expect(await get()).toMatchObject({ SecretString: 'x' });
  await expect(foreign.send(new PutSecretValueCommand({ SecretId, SecretString: 'y' }))).rejects.toMatchObject(denied);
});

test('a policy that is none is refused at the start', async () => {
  const wrong = startLocalEndpoint({
    policies: { USER: { Statement: [{ Effect: 'Maybe', Action: '*', Resource: '*' }] } },
  });
  await expect(wrong).rejects.toThrow('Effect must be Allow or Deny.');
  endpoint = await startLocalEndpoint();
});

const allowAll = (Action = '*') => ({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource: '*' }] });
const key = (accessKeyId: string) => ({ accessKeyId, secretAccessKey: 'x' });
