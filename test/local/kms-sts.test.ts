import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DescribeKeyCommand, KMSClient, ListAliasesCommand } from '@aws-sdk/client-kms';
import {
  CreateSecretCommand,
  DeleteSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  ReplicateSecretToRegionsCommand,
  UpdateSecretCommand,
} from '@aws-sdk/client-secrets-manager';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { KeyState } from '../../runtime/local/kms/keys.ts';
import type { LocalEndpoint } from '../../runtime/local/options.ts';
import { startLocalEndpoint } from '../../runtime/local/server.ts';
import { clientFor } from './client.ts';

const credentials = { accessKeyId: '111122223333', secretAccessKey: 'x' };
const keys: Record<string, KeyState> = { 'alias/gone': 'Missing', 'alias/off': 'Disabled' };
let endpoint: LocalEndpoint;
let kms: KMSClient;

beforeEach(async () => {
  endpoint = await startLocalEndpoint({ keys, seed: 1 });
  kms = new KMSClient({ endpoint: endpoint.url, region: 'us-east-1', credentials, maxAttempts: 1 });
});
afterEach(() => endpoint.close());

const describeKey = async (KeyId: string) => (await kms.send(new DescribeKeyCommand({ KeyId }))).KeyMetadata;

test('every name of a key leads to the same key', async () => {
  const key = await describeKey('alias/app');
  expect(key).toMatchObject({
    Enabled: true,
    KeyState: 'Enabled',
    KeyManager: 'CUSTOMER',
    AWSAccountId: '111122223333',
  });
  for (const name of [key?.KeyId ?? '', key?.Arn ?? '', 'arn:aws:kms:us-east-1:111122223333:alias/app']) {
    expect((await describeKey(name))?.Arn).toBe(key?.Arn);
  }
  expect((await describeKey('alias/other'))?.Arn).not.toBe(key?.Arn);
  const elsewhere = new KMSClient({ endpoint: endpoint.url, region: 'eu-west-1', credentials });
  const { KeyMetadata } = await elsewhere.send(new DescribeKeyCommand({ KeyId: 'alias/app' }));
  expect(KeyMetadata?.KeyId).not.toBe(key?.KeyId);
});

test('aliases are listed with the keys that they name', async () => {
  const client = clientFor(endpoint.url);
  await client.send(new CreateSecretCommand({ Name: 'x', SecretString: 'y', KmsKeyId: 'alias/app' }));
  const { Aliases = [] } = await kms.send(new ListAliasesCommand({}));
  expect(Aliases.map(({ AliasName }) => AliasName)).toEqual(['alias/app', 'alias/aws/secretsmanager']);
  expect(Aliases[0]?.TargetKeyId).toBe((await describeKey('alias/app'))?.KeyId);
  const only = await kms.send(new ListAliasesCommand({ KeyId: Aliases[0]?.TargetKeyId }));
  expect(only.Aliases?.map(({ AliasName }) => AliasName)).toEqual(['alias/app']);
  const first = await kms.send(new ListAliasesCommand({ Limit: 1 }));
  expect(first).toMatchObject({ Truncated: true });
  const second = await kms.send(new ListAliasesCommand({ Limit: 1, Marker: first.NextMarker }));
  expect(second.Aliases?.map(({ AliasName }) => AliasName)).toEqual(['alias/aws/secretsmanager']);
});

test('a key that is declared missing or disabled is so everywhere', async () => {
  await expect(describeKey('alias/gone')).rejects.toMatchObject({ name: 'NotFoundException' });
  expect(await describeKey('alias/off')).toMatchObject({ Enabled: false, KeyState: 'Disabled' });
  const client = clientFor(endpoint.url);
  for (const KmsKeyId of Object.keys(keys)) {
    const create = client.send(new CreateSecretCommand({ Name: 'x', SecretString: 'y', KmsKeyId }));
    await expect(create).rejects.toMatchObject({ name: 'EncryptionFailure' });
  }
});

test('a replica whose key can’t be used is Failed', async () => {
  const client = clientFor(endpoint.url);
  await client.send(new CreateSecretCommand({ Name: 'x', SecretString: 'y' }));
  const AddReplicaRegions = [{ Region: 'eu-west-1', KmsKeyId: 'alias/gone' }];
  await client.send(new ReplicateSecretToRegionsCommand({ SecretId: 'x', AddReplicaRegions }));
  const { ReplicationStatus } = await client.send(new DescribeSecretCommand({ SecretId: 'x' }));
  expect(ReplicationStatus).toEqual([
    {
      Region: 'eu-west-1',
      KmsKeyId: 'alias/gone',
      Status: 'Failed',
      StatusMessage: expect.stringContaining('alias/gone'),
    },
  ]);
});

test('a key that is disabled after it was used is a DecryptionFailure', async () => {
  const statePath = join(mkdtempSync(join(tmpdir(), 'keywright-kms-')), 'state');
  await endpoint.close();
  endpoint = await startLocalEndpoint({ statePath });
  const create = new CreateSecretCommand({ Name: 'x', SecretString: 'y', KmsKeyId: 'alias/later' });
  await clientFor(endpoint.url).send(create);
  await endpoint.close();
  endpoint = await startLocalEndpoint({ statePath, keys: { 'alias/later': 'Disabled' } });
  const read = clientFor(endpoint.url).send(new GetSecretValueCommand({ SecretId: 'x' }));
  await expect(read).rejects.toMatchObject({ name: 'DecryptionFailure' });
  rmSync(dirname(statePath), { recursive: true });
});

test('the identity is a user of the account, or the assumed role', async () => {
  const sts = new STSClient({ endpoint: endpoint.url, region: 'us-east-1', credentials, maxAttempts: 1 });
  expect(await sts.send(new GetCallerIdentityCommand({}))).toMatchObject({
    Account: '111122223333',
    Arn: 'arn:aws:iam::111122223333:user/local',
    UserId: expect.stringMatching(/^AIDA[0-9A-F]{17}$/),
  });
  const RoleArn = 'arn:aws:iam::444455556666:role/path/to/reader';
  const assumed = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'run', DurationSeconds: 900 }));
  expect(assumed.AssumedRoleUser?.Arn).toBe('arn:aws:sts::444455556666:assumed-role/reader/run');
  const leftMs = (assumed.Credentials?.Expiration?.getTime() ?? 0) - Date.now();
  expect(leftMs).toBeGreaterThan(800_000);
  for (const wrong of [{ RoleArn: 'role' }, { RoleSessionName: 'a b' }, { DurationSeconds: 60 }]) {
    const refused = sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'run', ...wrong }));
    await expect(refused).rejects.toMatchObject({ name: 'ValidationError' });
  }
});

test('secrets of other services are theirs to change', async () => {
  const secret = {
    name: 'rds!db-1',
    accountId: '111122223333',
    region: 'us-east-1',
    secretString: '{}',
    owningService: 'rds',
  };
  await endpoint.close();
  endpoint = await startLocalEndpoint({ secrets: [secret] });
  const client = clientFor(endpoint.url);
  expect(await client.send(new DescribeSecretCommand({ SecretId: 'rds!db-1' }))).toMatchObject({
    OwningService: 'rds',
  });
  expect(await client.send(new GetSecretValueCommand({ SecretId: 'rds!db-1' }))).toMatchObject({ SecretString: '{}' });
  const refused = { name: 'InvalidRequestException' };
  await expect(
    client.send(new PutSecretValueCommand({ SecretId: 'rds!db-1', SecretString: 'x' })),
  ).rejects.toMatchObject(refused);
  await expect(client.send(new UpdateSecretCommand({ SecretId: 'rds!db-1', Description: 'x' }))).rejects.toMatchObject(
    refused,
  );
  await expect(client.send(new DeleteSecretCommand({ SecretId: 'rds!db-1' }))).rejects.toMatchObject(refused);
});
