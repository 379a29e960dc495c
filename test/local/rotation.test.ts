import { fileURLToPath } from 'node:url';
import {
  CancelRotateSecretCommand,
  CreateSecretCommand,
  DeleteSecretCommand,
  DescribeSecretCommand,
  type DescribeSecretCommandOutput,
  GetSecretValueCommand,
  PutSecretValueCommand,
  RotateSecretCommand,
  type RotateSecretCommandInput,
} from '@aws-sdk/client-secrets-manager';
import { afterEach, expect, test } from '@jest/globals';
import type { LocalEndpoint, LocalEndpointOptions } from '../../runtime/local/options.ts';
import type { RotationEvent } from '../../runtime/local/rotation/types.ts';
import { startLocalEndpoint } from '../../runtime/local/server.ts';
import { clientFor } from './client.ts';

const NAME = 'rotated';
const ARN = 'arn:aws:lambda:us-east-1:111122223333:function';
let endpoint: LocalEndpoint;
let now = new Date();
let lines: string[] = [];
const log = (line: string) => void lines.push(line);

afterEach(() => endpoint.close());

async function start(options: LocalEndpointOptions = {}, at = '2026-01-10T12:00:00Z'): Promise<void> {
  now = new Date(at);
  lines = [];
  endpoint = await startLocalEndpoint({ clock: () => now, ...options });
  await send(new CreateSecretCommand({ Name: NAME, SecretString: '{"password":"first","user":"u"}' }));
}

const send: ReturnType<typeof clientFor>['send'] = (command: never) => clientFor(endpoint.url).send(command);
const describe = (): Promise<DescribeSecretCommandOutput> => send(new DescribeSecretCommand({ SecretId: NAME }));
const value = async () => (await send(new GetSecretValueCommand({ SecretId: NAME }))).SecretString;
const rotate = (input: Partial<RotateSecretCommandInput> = {}) =>
  send(
    new RotateSecretCommand({
      SecretId: NAME,
      RotationLambdaARN: `${ARN}:rotate`,
      RotationRules: { ScheduleExpression: 'cron(0 4 * * ? *)', Duration: '2h' },
      ...input,
    }),
  );

async function advanceTo(time: string): Promise<void> {
  now = new Date(time);
  await endpoint.settled();
}

test('the four steps run in order, with the events that Lambda would get', async () => {
  const events: RotationEvent[] = [];
  await start({ rotationFunctions: { rotate: (event) => void events.push(event) } });
  const { VersionId = '', ARN: SecretId = '' } = await rotate();
  await endpoint.settled();
  const RotationToken = events[0]?.RotationToken;
  expect(RotationToken).toMatch(/^[0-9a-f-]{36}$/);
  expect(events).toEqual(
    ['createSecret', 'setSecret', 'testSecret', 'finishSecret'].map((Step) => ({
      ...{ Step, SecretId, ClientRequestToken: VersionId, RotationToken },
    })),
  );
});

test('a module runs with an environment of its own and calls back', async () => {
  await start({ rotationFunctions: { rotate: fileURLToPath(new URL('./fixtures/rotate.mjs', import.meta.url)) } });
  const { VersionId } = await rotate();
  await endpoint.settled();
  const { VersionIdsToStages } = await describe();
  expect(VersionIdsToStages?.[VersionId ?? '']).toEqual(['AWSCURRENT', 'AWSPENDING']);
  expect(JSON.parse((await value()) ?? '')).toEqual({ password: expect.stringMatching(/^.{40}$/), by: 'rotate' });
});

test('a step is over when the promise is kept, even with something left open', async () => {
  await start({ rotationFunctions: { rotate: fileURLToPath(new URL('./fixtures/leaky.cjs', import.meta.url)) }, log });
  await rotate();
  await endpoint.settled();
  expect(lines).toEqual(['createSecret', 'setSecret', 'testSecret', 'finishSecret']);
});

test('why a function failed is told', async () => {
  await start({ rotationFunctions: { rotate: '/nonexistent/rotate.mjs' }, log });
  await rotate();
  await endpoint.settled();
  expect(lines).toEqual([
    expect.stringMatching(/^The rotation of rotated failed in createSecret: .*Cannot find module/),
  ]);
});

test('while a rotation runs, AWSPENDING has no value and another rotation is refused', async () => {
  let finish: (() => void) | undefined;
  const blocked = new Promise<void>((resolve) => {
    finish = resolve;
  });
  await start({ rotationFunctions: { rotate: () => blocked } });
  const { VersionId = '' } = await rotate();
  expect((await describe()).VersionIdsToStages?.[VersionId]).toEqual(['AWSPENDING']);
  await expect(send(new GetSecretValueCommand({ SecretId: NAME, VersionStage: 'AWSPENDING' }))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  });
  await expect(rotate()).rejects.toMatchObject({ name: 'InvalidRequestException' });
  finish?.();
});

test('a function that fails is tried again, five times in all, and leaves AWSPENDING', async () => {
  let attempts = 0;
  const rotateFunction = () => {
    attempts += 1;
    throw new Error('the database is down');
  };
  await start({ rotationFunctions: { rotate: rotateFunction } });
  const { VersionId = '' } = await rotate();
  await endpoint.settled();
  expect(attempts).toBe(1);
  for (let minute = 1; minute <= 10; minute++) await advanceTo(`2026-01-10T12:${String(minute).padStart(2, '0')}:30Z`);
  expect(attempts).toBe(5);
  const described = await describe();
  expect(described.VersionIdsToStages?.[VersionId]).toEqual(['AWSPENDING']);
  expect(described.LastRotatedDate).toBeUndefined();
  expect(await value()).toContain('first');
});

test('a rotation that failed is finished by a later attempt', async () => {
  let broken = true;
  await start({
    rotationFunctions: {
      rotate: async ({ Step, SecretId, ClientRequestToken }) => {
        if (broken) throw new Error('not yet');
        if (Step !== 'createSecret') return;
        await send(new PutSecretValueCommand({ SecretId, ClientRequestToken, SecretString: 'second' }));
      },
    },
  });
  await rotate();
  await endpoint.settled();
  broken = false;
  await advanceTo('2026-01-10T12:01:30Z');
  expect(await value()).toBe('second');
  expect((await describe()).LastRotatedDate).toEqual(now);
});

test('a schedule rotates at the start of its window, and NextRotationDate is the end of the next', async () => {
  await start();
  await rotate({ RotateImmediately: false });
  await endpoint.settled();
  expect(await value()).toContain('first');
  expect((await describe()).NextRotationDate).toEqual(new Date('2026-01-11T05:59:59Z'));
  await advanceTo('2026-01-11T03:59:59Z');
  expect(await value()).toContain('first');
  await advanceTo('2026-01-11T04:00:00Z');
  expect(await value()).not.toContain('first');
  expect(await describe()).toMatchObject({
    LastRotatedDate: new Date('2026-01-11T04:00:00Z'),
    NextRotationDate: new Date('2026-01-12T05:59:59Z'),
  });
});

test.each([
  [{ AutomaticallyAfterDays: 30 }, '2026-02-09T23:59:59Z'],
  [{ ScheduleExpression: 'rate(10 days)' }, '2026-01-20T23:59:59Z'],
  [{ ScheduleExpression: 'rate(10 days)', Duration: '3h' }, '2026-01-20T02:59:59Z'],
  [{ ScheduleExpression: 'rate(12 hours)' }, '2026-01-11T00:59:59Z'],
  [{ ScheduleExpression: 'cron(0 8/8 * * ? *)' }, '2026-01-10T16:59:59Z'],
  [{ ScheduleExpression: 'cron(0 16 L * ? *)' }, '2026-01-31T23:59:59Z'],
  [{ ScheduleExpression: 'cron(0 0 ? * SUN#1 *)' }, '2026-02-01T23:59:59Z'],
  [{ ScheduleExpression: 'cron(0 4 ? * 6L *)', Duration: '1h' }, '2026-01-30T04:59:59Z'],
  [{ ScheduleExpression: 'cron(0 10 ? JAN,APR MON-FRI *)', Duration: '1h' }, '2026-01-12T10:59:59Z'],
  [{ ScheduleExpression: 'cron(0 16 1,15 * ? *)', Duration: '2h' }, '2026-01-15T17:59:59Z'],
])('%j rotates next by %s', async (RotationRules, expected) => {
  await start();
  await rotate({ RotationRules, RotateImmediately: false });
  await endpoint.settled();
  expect((await describe()).NextRotationDate).toEqual(new Date(expected));
});

test('a cancelled rotation does not go on, and nothing is scheduled any more', async () => {
  await start();
  await rotate({ RotateImmediately: false });
  await send(new CancelRotateSecretCommand({ SecretId: NAME }));
  await advanceTo('2026-03-01T00:00:00Z');
  expect(await value()).toContain('first');
});

test('functions that are not registered are refused where that is asked for', async () => {
  await start({ unknownRotationFunctions: 'refuse', rotationFunctions: { rotate: 'builtin' } });
  await expect(rotate({ RotationLambdaARN: `${ARN}:other` })).rejects.toMatchObject({ name: 'AccessDeniedException' });
  expect((await describe()).RotationEnabled).toBeUndefined();
  await rotate();
});

test('a recovery window ends by itself, and no rotation happens in it', async () => {
  await start();
  await rotate({ RotateImmediately: false });
  await send(new DeleteSecretCommand({ SecretId: NAME, RecoveryWindowInDays: 7 }));
  await advanceTo('2026-01-17T11:59:59Z');
  expect((await describe()).DeletedDate).toEqual(new Date('2026-01-17T12:00:00Z'));
  await advanceTo('2026-01-17T12:00:00Z');
  await expect(describe()).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});

test('a partner’s secret is rotated without a function, with its metadata and role', async () => {
  await start();
  const SecretId = 'partner';
  await send(
    new CreateSecretCommand({
      Name: SecretId,
      SecretString: '{"client_secret":"old"}',
      Type: 'SalesforceClientSecret',
    }),
  );
  const role = {
    ExternalSecretRotationMetadata: [{ Key: 'adminSecretArn', Value: 'x' }],
    ExternalSecretRotationRoleArn: 'arn:aws:iam::111122223333:role/rotation',
  };
  await send(new RotateSecretCommand({ SecretId, RotationRules: { AutomaticallyAfterDays: 30 }, ...role }));
  await endpoint.settled();
  expect(await send(new DescribeSecretCommand({ SecretId }))).toMatchObject({ RotationEnabled: true, ...role });
  expect((await send(new GetSecretValueCommand({ SecretId }))).SecretString).not.toContain('old');
});
