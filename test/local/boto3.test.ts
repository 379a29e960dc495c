import { execFile, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { CreateSecretCommand, GetSecretValueCommand, RotateSecretCommand } from '@aws-sdk/client-secrets-manager';
import { afterEach, expect, test } from '@jest/globals';
import type { LocalEndpoint } from '../../runtime/local/options.ts';
import { startLocalEndpoint } from '../../runtime/local/server.ts';
import { clientFor } from './client.ts';

const run = promisify(execFile);
const required = process.env.KEYWRIGHT_REQUIRE_ALL === '1';
const hasBoto3 = spawnSync('python3', ['-c', 'import boto3']).status === 0;
const hasCli = spawnSync('aws', ['--version']).status === 0;
const testWithBoto3 = hasBoto3 || required ? test : test.skip;
const testWithCli = hasCli || required ? test : test.skip;
const fixture = (name: string) => fileURLToPath(new URL(`./fixtures/${name}`, import.meta.url));
let endpoint: LocalEndpoint;

afterEach(() => endpoint.close());

testWithBoto3('boto3 works unchanged', async () => {
  endpoint = await startLocalEndpoint();
  await run('python3', [fixture('boto3_client.py'), endpoint.url]);
});

testWithBoto3('a rotation function in Python runs unchanged', async () => {
  const lines: string[] = [];
  endpoint = await startLocalEndpoint({
    rotationFunctions: { rotate: fixture('rotate.py') },
    functionEnvironment: { PATH: process.env.PATH ?? '', HOME: '/nonexistent', EXCLUDED: 'abc' },
    log: (line) => lines.push(line),
  });
  const client = clientFor(endpoint.url);
  const SecretId = 'rotated';
  await client.send(new CreateSecretCommand({ Name: SecretId, SecretString: 'old' }));
  const { VersionId } = await client.send(
    new RotateSecretCommand({
      SecretId,
      RotationLambdaARN: 'arn:aws:lambda:us-east-1:111122223333:function:rotate',
      RotationRules: { AutomaticallyAfterDays: 30 },
    }),
  );
  await endpoint.settled();
  expect(lines).toEqual(['rotate is done']);
  const value = await client.send(new GetSecretValueCommand({ SecretId }));
  expect(value).toMatchObject({ VersionId, SecretString: expect.stringMatching(/^[^abc]{32}$/) });
});

testWithCli('the AWS CLI works with the exported variables', async () => {
  endpoint = await startLocalEndpoint();
  const env = {
    PATH: process.env.PATH,
    HOME: '/nonexistent',
    AWS_ENDPOINT_URL: endpoint.url,
    AWS_ACCESS_KEY_ID: '000000000000',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_REGION: 'us-east-1',
    AWS_DEFAULT_REGION: 'us-east-1',
  };
  const aws = async (...args: string[]) => JSON.parse((await run('aws', args, { env })).stdout);
  await aws('secretsmanager', 'create-secret', '--name', 'cli', '--secret-string', 'x');
  expect(await aws('secretsmanager', 'get-secret-value', '--secret-id', 'cli')).toMatchObject({ SecretString: 'x' });
  expect(await aws('sts', 'get-caller-identity')).toMatchObject({ Account: '000000000000' });
});
