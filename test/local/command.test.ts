import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { CreateSecretCommand, ListSecretsCommand } from '@aws-sdk/client-secrets-manager';
import { expect, test } from '@jest/globals';
import { startLocalEndpoint } from '../../runtime/local/server.ts';
import { bundle, runCli } from '../support/run-cli.ts';
import { clientWith } from './client.ts';

test('serves until it is stopped, and prints what to export', async () => {
  const child = spawn(process.execPath, [bundle, 'local', '--port', '0', '--account', '123456789012']);
  const lines: string[] = [];
  child.stdout.setEncoding('utf8').on('data', (text: string) => lines.push(text));
  const prose: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (text: string) => prose.push(text));
  while (!prose.join('').includes('any other belongs to 123456789012.\n')) await once(child.stderr, 'data');
  const environment = Object.fromEntries(
    [...lines.join('').matchAll(/^export (\w+)=(.*)$/gm)].map(([, name, value]) => [name, value]),
  );
  expect(environment).toEqual({
    AWS_ENDPOINT_URL: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
    AWS_ACCESS_KEY_ID: '123456789012',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_REGION: 'us-east-1',
    AWS_DEFAULT_REGION: 'us-east-1',
  });
  const client = clientWith(environment.AWS_ENDPOINT_URL, { accessKeyId: 'AKIAOTHER', secretAccessKey: 'x' });
  const { ARN } = await client.send(new CreateSecretCommand({ Name: 'x' }));
  expect(ARN).toContain(':123456789012:');
  expect((await client.send(new ListSecretsCommand({}))).SecretList).toHaveLength(1);
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
});

test.each([
  ['--port', 'many', '--port takes a whole number up to 65535, not "many".'],
  ['--account', '12', '--account takes 12 digits, not "12".'],
  ['--error-rate', '2', '--error-rate takes a share from 0 to 1, not "2".'],
  ['--rotation-function', 'x', '--rotation-function takes NAME=MODULE, not "x".'],
  ['--rotation-function', 'x=none.mjs', '--rotation-function: there is no file none.mjs.'],
  ['--policies', 'package.json', "can't start"],
])('%s %s is refused', async (flag, value, message) => {
  const result = await runCli(['local', '--port', '0', flag, value]);
  expect(result).toMatchObject({ status: expect.any(Number), stdout: '', stderr: expect.stringContaining(message) });
  expect([1, 64]).toContain(result.status);
});

test('a port that is taken is told as such', async () => {
  const endpoint = await startLocalEndpoint();
  try {
    const result = await runCli(['local', '--port', new URL(endpoint.url).port]);
    expect(result).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("The local endpoint can't start: listen EADDRINUSE"),
    });
  } finally {
    await endpoint.close();
  }
});
