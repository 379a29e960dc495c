import { DeleteSecretCommand } from '@aws-sdk/client-secrets-manager';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createWorld, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

const login = { value: { user: 'app', password: { generate: {} } }, publicKeys: ['user'] };
const replicated = { ...login, replicaRegions: { 'us-west-2': {} } };
const rotated = {
  ...login,
  rotation: {
    lambdaArn: 'arn:aws:lambda:us-east-1:111122223333:function:rotate',
    schedule: 'cron(0 4 1 * ? *)',
    rotateImmediately: false,
  },
};

/** Every answer of an operation is lost, so the call is repeated until it is given up. */
describe('a lost reply is no failure', () => {
  test.each([
    ['ReplicateSecretToRegions', null, replicated],
    ['ReplicateSecretToRegions', login, replicated],
    ['RemoveRegionsFromReplication', replicated, login],
    ['DeleteSecret', login, { ...login, state: 'absent' }],
    ['CancelRotateSecret', rotated, login],
    ['RotateSecret', login, rotated],
  ])('of %s (%#)', async (operation, before, after) => {
    if (before !== null) {
      world.declare({ a: before });
      await world.apply();
    }
    world.declare({ a: after });
    await applyLosing(operation);
  });

  test('of RestoreSecret', async () => {
    world.declare({ a: login });
    await world.apply();
    await world.client().send(new DeleteSecretCommand({ SecretId: 'prod/a', RecoveryWindowInDays: 7 }));
    await applyLosing('RestoreSecret');
  });

  test('of RotateSecret in rotate', async () => {
    world.declare({ a: rotated });
    await world.apply();
    world.endpoint?.setFaults({ lostReplyRate: 1, operations: ['RotateSecret'] });
    expect((await world.run('rotate', { arguments: ['a'], options: { env: ['prod'] } })).status).toBe(0);
  });
});

async function applyLosing(operation: string) {
  world.endpoint?.setFaults({ lostReplyRate: 1, operations: [operation] });
  const { outcomes, requests } = await world.apply();
  expect(requests[operation]).toBeGreaterThan(1);
  expect(outcomes.filter(({ status }) => status !== 'done')).toEqual([]);
  expect((await world.plan()).actions).toEqual([]);
}
