import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TagResourceCommand, UpdateSecretCommand } from '@aws-sdk/client-secrets-manager';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createWorld, type Run, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

const secret = (fields: object = {}) => ({ value: { user: 'one' }, publicKeys: ['user'], ...fields });

/** Plans, then runs `between`, then applies the stored plan. */
async function planThenApply(between: () => Promise<unknown>, options: Record<string, boolean> = {}): Promise<Run> {
  const { data } = await world.run('plan', { format: 'json' });
  await between();
  const file = join(world.root(), 'plan.json');
  writeFileSync(file, data);
  return world.run('apply', { format: 'json', options: { yes: true, plan: [file], ...options } });
}

test('is applied as it was reviewed, and counts as done when it is repeated', async () => {
  world.declare({ a: secret() });
  const file = join(world.root(), 'plan.json');
  expect((await world.run('plan', { options: { out: file } })).status).toBe(0);
  for (const _run of [1, 2]) {
    const { status, data } = await world.run('apply', { format: 'json', options: { yes: true, plan: [file] } });
    expect(JSON.parse(data)).toMatchObject({ outcomes: [{ id: 'prod/a#create', status: 'done' }], refusals: [] });
    expect(status).toBe(0);
  }
});

test('is stale where more is needed than was reviewed; nothing is written then', async () => {
  world.declare({ a: secret() });
  await world.apply();
  world.declare({ a: secret({ description: 'New.' }) });
  const { status, data, prose } = await planThenApply(async () => {
    await world.client().send(new UpdateSecretCommand({ SecretId: 'prod/a', KmsKeyId: 'alias/theirs' }));
  });
  expect(status).toBe(3);
  expect(JSON.parse(data)).toMatchObject({
    outcomes: [{ status: 'skipped' }, { status: 'skipped' }],
    refusals: [{ environment: 'prod', reason: 'stale' }],
  });
  expect(prose).toContain('prod/a: change the KMS key');
  expect((await world.plan()).actions).toHaveLength(2);
});

test('what is harmless may be more, if that is allowed', async () => {
  const meddle = () =>
    world.client().send(new TagResourceCommand({ SecretId: 'prod/a', Tags: [{ Key: 'Owner', Value: 'theirs' }] }));
  world.declare({ a: secret(), b: secret() });
  await world.apply();
  world.declare({ a: secret(), b: secret({ description: 'New.' }) });
  expect((await planThenApply(meddle)).status).toBe(3);
  const allowed = await planThenApply(meddle, { allowHarmless: true });
  expect(allowed.status).toBe(0);
  expect((await world.plan()).actions).toEqual([]);
});

test('another change of the same attribute is not what was reviewed', async () => {
  world.declare({ a: secret() });
  await world.apply();
  world.declare({ a: secret({ value: { user: 'two' } }) });
  const { data } = await world.run('plan', { format: 'json' });
  world.declare({ a: secret({ value: { user: 'three' } }) });
  const file = join(world.root(), 'plan.json');
  writeFileSync(file, data);
  expect((await world.run('apply', { options: { yes: true, plan: [file] } })).status).toBe(3);
});

test.each([
  ['no plan', '{}', 'it is no plan'],
  ['not JSON', 'x', 'it is no plan'],
  ['a plan that was changed', 'changed', 'the digest of prod/a#create does not fit'],
])('%s is wrong usage', async (_what, text, message) => {
  world.declare({ a: secret() });
  const plan = await world.plan();
  const changed = { ...plan, actions: plan.actions.map((action) => ({ ...action, effects: [] })) };
  const file = join(world.root(), 'plan.json');
  writeFileSync(file, text === 'changed' ? JSON.stringify(changed) : text);
  const run = world.run('apply', { options: { yes: true, plan: [file] } });
  await expect(run).rejects.toMatchObject({ status: 64, message: expect.stringContaining(message) });
});
