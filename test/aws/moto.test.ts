import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  CreateSecretCommand,
  DeleteSecretCommand,
  DescribeSecretCommand,
  TagResourceCommand,
  UpdateSecretCommand,
} from '@aws-sdk/client-secrets-manager';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { hasMoto, type Moto, mustRun, skipReason, startMoto } from '../support/moto.ts';
import { ACCOUNT, createWorld, type World } from '../support/world.ts';

/**
 * The same reconciler against an implementation that others wrote. It proves the wiring; moto is wrong about limits,
 * replica keys, schedules and moved stages, which the embedded endpoint is for.
 */
const describeMoto = hasMoto || mustRun ? describe : describe.skip;
if (!hasMoto) test.skip(skipReason, () => undefined);

const secret = (fields: object = {}) => ({
  value: { user: 'app', key: { generate: {} } },
  publicKeys: ['user'],
  ...fields,
});

describeMoto('against moto', () => {
  let moto: Moto;
  let world: World;
  beforeAll(async () => {
    moto = await startMoto(ACCOUNT);
    world = await createWorld({ url: moto.url });
  }, 60_000);
  afterAll(async () => {
    await world?.close();
    moto?.close();
  });
  beforeEach(async () => {
    await fetch(`${moto.url}/moto-api/reset`, { method: 'POST' });
  });

  const actionsOf = async () => (await world.plan()).actions.map(({ id }) => id);
  /** Applies, expects no failure, and expects nothing to be left. */
  async function settle() {
    const { summary } = await world.apply();
    expect(summary).toMatchObject({ failed: 0, skipped: 0 });
    expect(await actionsOf()).toEqual([]);
  }
  const client = () => world.client();

  test('creates, and updates what moto holds truthfully', async () => {
    world.declare({ a: secret({ tags: { Old: '1' } }) });
    await settle();
    world.declare({ a: secret({ description: 'Changed.', tags: { New: '1' }, kmsKeyId: 'alias/app' }) });
    expect(await actionsOf()).toEqual(['prod/a#update-metadata', 'prod/a#update-kms-key']);
    await settle();
  });

  test('restores, and brings up to date', async () => {
    world.declare({ a: secret() });
    await settle();
    await client().send(new DeleteSecretCommand({ SecretId: 'prod/a', RecoveryWindowInDays: 7 }));
    world.declare({ a: secret({ description: 'Changed.' }) });
    expect(await actionsOf()).toEqual(['prod/a#restore', 'prod/a#update-metadata']);
    await settle();
  });

  test('takes over, and refuses what is foreign', async () => {
    await client().send(new CreateSecretCommand({ Name: 'prod/a', SecretString: '{"user":"theirs"}' }));
    world.declare({ a: secret() });
    expect((await world.plan()).refusals).toMatchObject([{ reason: 'foreign' }]);
    expect((await world.run('apply', { options: { yes: true } })).status).toBe(3);
    world.declare({ a: secret({ adopt: true }) });
    expect(await actionsOf()).toEqual(['prod/a#adopt', 'prod/a#update-metadata']);
    await settle();
  });

  test('deletes with its replicas, and keeps orphans', async () => {
    world.declare({ a: secret({ replicaRegions: { 'us-west-2': {} } }), b: secret() });
    await settle();
    world.declare({ a: secret({ state: 'absent', replicaRegions: { 'us-west-2': {} } }) });
    const plan = await world.plan();
    expect(plan.actions.map(({ id }) => id)).toEqual(['prod/a#remove-replica@us-west-2', 'prod/a#delete']);
    expect(plan.orphans).toMatchObject([{ name: 'prod/b' }]);
    await settle();
    expect(await client().send(new DescribeSecretCommand({ SecretId: 'prod/b' }))).toMatchObject({ Name: 'prod/b' });
  });

  test('refuses a stored plan that has become stale', async () => {
    world.declare({ a: secret() });
    await settle();
    world.declare({ a: secret({ description: 'Changed.' }) });
    const { data } = await world.run('plan', { format: 'json' });
    await client().send(new UpdateSecretCommand({ SecretId: 'prod/a', KmsKeyId: 'alias/theirs' }));
    const file = join(world.root(), 'plan.json');
    writeFileSync(file, data);
    expect((await world.run('apply', { options: { yes: true, plan: [file] } })).status).toBe(3);
  });

  test('150 secrets: two pages, and a second plan that is empty', async () => {
    const names = Array.from({ length: 150 }, (_, index) => `s${String(index).padStart(3, '0')}`);
    world.declare(Object.fromEntries(names.map((name) => [name, { value: { user: 'x' }, publicKeys: ['user'] }])));
    await settle();
    expect((await world.plan()).requests).toEqual({ GetCallerIdentity: 1, ListSecrets: 2 });
    await client().send(new TagResourceCommand({ SecretId: 'prod/s149', Tags: [{ Key: 'Owner', Value: 'theirs' }] }));
    expect(await actionsOf()).toEqual(['prod/s149#update-metadata']);
  }, 60_000);
});
