import {
  BatchGetSecretValueCommand,
  CreateSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  paginateListSecrets,
  ResourceNotFoundException,
  RotateSecretCommand,
  TagResourceCommand,
} from '@aws-sdk/client-secrets-manager';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { LocalEndpoint } from '../../runtime/local/options.ts';
import { startLocalEndpoint } from '../../runtime/local/server.ts';
import { clientFor } from './client.ts';

let endpoint: LocalEndpoint;

beforeAll(async () => {
  endpoint = await startLocalEndpoint();
});
afterAll(() => endpoint.close());

test('creates, reads, changes and describes a secret', async () => {
  const client = clientFor(endpoint.url);
  const { ARN: arn = '' } = await client.send(
    new CreateSecretCommand({ Name: 'app/db', SecretString: 'one', AddReplicaRegions: [{ Region: 'eu-west-1' }] }),
  );
  expect(arn).toMatch(/^arn:aws:secretsmanager:us-east-1:111122223333:secret:app\/db-[A-Za-z0-9]{6}$/);
  await client.send(new PutSecretValueCommand({ SecretId: arn, SecretString: 'two' }));
  await client.send(new TagResourceCommand({ SecretId: 'app/db', Tags: [{ Key: 'Owner', Value: 'me' }] }));
  const value = await client.send(new GetSecretValueCommand({ SecretId: 'app/db' }));
  expect(value).toMatchObject({ ARN: arn, Name: 'app/db', SecretString: 'two', VersionStages: ['AWSCURRENT'] });
  expect(value.CreatedDate).toBeInstanceOf(Date);
  expect(await client.send(new DescribeSecretCommand({ SecretId: 'app/db' }))).toMatchObject({
    Tags: [{ Key: 'Owner', Value: 'me' }],
    ReplicationStatus: [{ Region: 'eu-west-1', Status: 'InSync' }],
  });
});

test('binary values come back as bytes', async () => {
  const client = clientFor(endpoint.url);
  const SecretBinary = new Uint8Array([0, 1, 254, 255]);
  await client.send(new CreateSecretCommand({ Name: 'binary', SecretBinary }));
  const value = await client.send(new GetSecretValueCommand({ SecretId: 'binary' }));
  expect(Buffer.from(value.SecretBinary ?? []).equals(SecretBinary)).toBe(true);
  expect(value.SecretString).toBeUndefined();
});

test('errors are the typed exceptions of the client', async () => {
  const client = clientFor(endpoint.url);
  const missing = client.send(new GetSecretValueCommand({ SecretId: 'missing' }));
  await expect(missing).rejects.toBeInstanceOf(ResourceNotFoundException);
  await expect(missing).rejects.toMatchObject({ $metadata: { httpStatusCode: 400 } });
});

test('the paginator walks all pages', async () => {
  const client = clientFor(endpoint.url, { accountId: '222233334444' });
  const names = Array.from({ length: 7 }, (_, index) => `page-${index}`);
  for (const Name of names) await client.send(new CreateSecretCommand({ Name }));
  const seen: (string | undefined)[] = [];
  for await (const page of paginateListSecrets({ client, pageSize: 3 }, {})) {
    seen.push(...(page.SecretList ?? []).map(({ Name }) => Name));
  }
  expect(seen).toEqual(names);
});

test('a batch tells values and errors apart', async () => {
  const client = clientFor(endpoint.url, { accountId: '333344445555' });
  await client.send(new CreateSecretCommand({ Name: 'present', SecretString: 'x' }));
  expect(await client.send(new BatchGetSecretValueCommand({ SecretIdList: ['present', 'absent'] }))).toMatchObject({
    SecretValues: [{ Name: 'present', SecretString: 'x' }],
    Errors: [{ SecretId: 'absent', ErrorCode: 'ResourceNotFoundException' }],
  });
});

test('rotation runs, and the rotated value is current', async () => {
  const client = clientFor(endpoint.url);
  const SecretId = 'rotated';
  const before = JSON.stringify({ username: 'u', password: 'old' });
  await client.send(new CreateSecretCommand({ Name: SecretId, SecretString: before }));
  const { VersionId } = await client.send(
    new RotateSecretCommand({
      SecretId,
      RotationLambdaARN: 'arn:aws:lambda:us-east-1:111122223333:function:rotate',
      RotationRules: { ScheduleExpression: 'cron(0 4 1 * ? *)', Duration: '3h' },
    }),
  );
  await endpoint.settled();
  const after = await client.send(new GetSecretValueCommand({ SecretId }));
  expect(after.VersionId).toBe(VersionId);
  expect(JSON.parse(after.SecretString ?? '')).toEqual({ username: 'u', password: expect.not.stringMatching(/^old$/) });
  const described = await client.send(new DescribeSecretCommand({ SecretId }));
  expect(described).toMatchObject({ RotationEnabled: true, LastRotatedDate: expect.any(Date) });
});
