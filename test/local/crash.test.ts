import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateSecretCommand,
  GetResourcePolicyCommand,
  GetSecretValueCommand,
  PutResourcePolicyCommand,
  RotateSecretCommand,
} from '@aws-sdk/client-secrets-manager';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { startLocalEndpoint } from '../../runtime/local/server.ts';
import { bundle } from '../support/run-cli.ts';
import { clientFor, clientWith } from './client.ts';

let folder: string;
let statePath: string;
let child: ChildProcess | undefined;
let exited: Promise<unknown> = Promise.resolve();

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keywright-crash-'));
  statePath = join(folder, 'state');
});
afterEach(() => {
  child?.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

async function startProcess(): Promise<string> {
  child = spawn(process.execPath, [bundle, 'local', '--port', '0', '--state', statePath]);
  exited = once(child, 'exit');
  const [output] = await once(child.stdout ?? child, 'data');
  return /AWS_ENDPOINT_URL=(.*)/.exec(String(output))?.[1] ?? '';
}

test('a killed endpoint loses nothing that it acknowledged', async () => {
  const acknowledged = new Map<string, string>();
  for (let round = 0; round < 3; round++) {
    const client = clientFor(await startProcess());
    const enough = acknowledged.size + 40;
    const create = async (index: number) => {
      const Name = `r${round}/${index}`;
      await client.send(new CreateSecretCommand({ Name, SecretString: `value of ${Name}` }));
      acknowledged.set(Name, `value of ${Name}`);
      if (acknowledged.size >= enough) child?.kill('SIGKILL');
    };
    await Promise.allSettled(Array.from({ length: 200 }, (_, index) => create(index)));
    await exited;
  }
  const endpoint = await startLocalEndpoint({ statePath });
  try {
    const client = clientFor(endpoint.url);
    for (const [SecretId, expected] of acknowledged) {
      expect((await client.send(new GetSecretValueCommand({ SecretId }))).SecretString).toBe(expected);
    }
    expect(acknowledged.size).toBeGreaterThanOrEqual(120);
  } finally {
    await endpoint.close();
  }
});

test('assumed roles are known again after a restart', async () => {
  const first = await startLocalEndpoint({ statePath });
  const sts = new STSClient({
    endpoint: first.url,
    region: 'us-east-1',
    credentials: { accessKeyId: '1', secretAccessKey: 'x' },
  });
  const { Credentials } = await sts.send(
    new AssumeRoleCommand({ RoleArn: 'arn:aws:iam::444455556666:role/r', RoleSessionName: 'run' }),
  );
  await first.close();
  const second = await startLocalEndpoint({ statePath });
  const client = clientWith(second.url, {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken ?? '',
  });
  expect((await client.send(new CreateSecretCommand({ Name: 'x' }))).ARN).toContain(':444455556666:');
  await second.close();
});

test('a rotation that was cut short goes on after a restart', async () => {
  const first = await startLocalEndpoint({
    statePath,
    rotationFunctions: { rotate: () => new Promise(() => undefined) },
  });
  const SecretId = 'rotated';
  await clientFor(first.url).send(new CreateSecretCommand({ Name: SecretId, SecretString: 'old' }));
  const { VersionId } = await clientFor(first.url).send(
    new RotateSecretCommand({
      SecretId,
      RotationLambdaARN: 'arn:aws:lambda:us-east-1:111122223333:function:rotate',
      RotationRules: { AutomaticallyAfterDays: 30 },
    }),
  );
  await first.close();
  const second = await startLocalEndpoint({ statePath });
  await second.settled();
  const value = await clientFor(second.url).send(new GetSecretValueCommand({ SecretId }));
  expect(value).toMatchObject({ VersionId, SecretString: expect.not.stringMatching(/^old$/) });
  await second.close();
});

test('the file is written anew when most of it is history', async () => {
  const endpoint = await startLocalEndpoint({ statePath });
  const client = clientFor(endpoint.url);
  await client.send(new CreateSecretCommand({ Name: 'busy', SecretString: 'kept' }));
  const changes = 600;
  for (let count = 0; count < changes; count++) {
    await client.send(new PutResourcePolicyCommand({ SecretId: 'busy', ResourcePolicy: policy(`s${count}`) }));
  }
  await endpoint.close();
  expect(statSync(statePath).size).toBeLessThan((changes * policy('s').length) / 1.2);
  const again = await startLocalEndpoint({ statePath });
  const reader = clientFor(again.url);
  const { ResourcePolicy } = await reader.send(new GetResourcePolicyCommand({ SecretId: 'busy' }));
  expect(ResourcePolicy).toBe(policy(`s${changes - 1}`));
  expect((await reader.send(new GetSecretValueCommand({ SecretId: 'busy' }))).SecretString).toBe('kept');
  await again.close();
});

const policy = (Sid: string) =>
  JSON.stringify({
    Statement: { Sid, Effect: 'Deny', Principal: '*', Action: 's3:Get', Resource: 'x'.repeat(20_000) },
  });
