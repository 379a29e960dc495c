import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PutResourcePolicyCommand, TagResourceCommand, UntagResourceCommand } from '@aws-sdk/client-secrets-manager';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import planSchema from '../../schemas/plan.schema.json' with { type: 'json' };
import type { ActionType, Effect, Plan, RefusalReason } from '../../schemas/plan.ts';
import { subschemas } from '../subschemas.ts';
import { planProblems, undescribed } from '../support/plan-schema.ts';
import { createWorld, type World } from '../support/world.ts';

/** The plans of every other test are held against the schema too, in `test/support/world.ts`. */

const literal = { value: { user: 'app', token: { generate: {} } }, publicKeys: ['user'] };
const waiver = { rule: 'rotation-required', reason: 'A test.', owner: 'team', expires: '2026-12-31' };
const now = new Date('2026-11-23T12:00:00Z');

let world: World;
let stored: Plan;
beforeAll(async () => {
  world = await createWorld();
  world.declare({ changed: literal, gone: literal, taken: literal, shaped: literal });
  await world.apply();
  const client = world.client();
  const owner = [{ Key: 'keywright:managed-by', Value: 'somebody/else' }];
  await client.send(new TagResourceCommand({ SecretId: 'prod/taken', Tags: owner }));
  world.declare({
    changed: { ...literal, description: 'Changed.', replicaRegions: { 'us-west-2': {} } },
    taken: literal,
    shaped: { type: 'text', value: { text: { external: true } } },
    waiting: { value: { a: { external: true }, b: { fromEnv: 'B' } } },
    theirs: { ...literal, manage: false },
  });
  const file = join(world.root(), 'plan.json');
  await world.run('plan', { options: { out: file }, now });
  stored = JSON.parse(readFileSync(file, 'utf8'));
});
afterAll(() => world.close());

test('a stored plan is as the published schema says, and has a bit of everything', () => {
  expect(planProblems(stored)).toEqual([]);
  expect(undescribed(stored)).toEqual([]);
  const { actions, refusals, orphans, findings, awaitingValue } = stored;
  for (const part of [actions, refusals, orphans, findings, awaitingValue]) expect(part).not.toEqual([]);
});

test('a drift with its trails and a waived finding is', async () => {
  world.declareTree({
    'secrets.d/estate.yaml': [
      { kind: 'Policy', metadata: { name: 'default' }, spec: {} },
      {
        kind: 'Environment',
        metadata: { name: 'prod' },
        spec: {
          tier: 'production',
          managedBy: 'example-org/test',
          aws: { accountId: '111122223333', region: 'us-east-1' },
        },
      },
      {
        kind: 'Secret',
        metadata: { name: 'changed' },
        spec: { type: 'application', owner: 'team', environments: ['prod'], ...literal },
      },
      {
        kind: 'Waivers',
        metadata: { name: 'test' },
        spec: { waivers: [{ ...waiver, rule: 'ownership-lost', secret: 'changed' }] },
      },
    ]
      .map((document) => JSON.stringify({ apiVersion: 'keywright/v1', ...document }))
      .join('\n---\n'),
  });
  const client = world.client();
  await client.send(new UntagResourceCommand({ SecretId: 'prod/changed', TagKeys: ['Owner'] }));
  const statement = {
    Sid: 'Their',
    Effect: 'Deny',
    Principal: '*',
    Action: 'secretsmanager:DeleteSecret',
    Resource: '*',
  };
  const ResourcePolicy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  await client.send(new PutResourcePolicyCommand({ SecretId: 'prod/changed', ResourcePolicy }));
  const drift = JSON.parse((await world.run('drift', { format: 'json', now })).data);
  expect(drift).toMatchObject({ command: 'drift', trails: [{ secret: 'changed' }] });
  expect(drift.findings).not.toEqual([]);
  expect(undescribed(drift)).toEqual([]);
});

test.each([
  ['another version', { schema: 'keywright.plan/v2' }, '/schema '],
  ['an action of no type', { actions: [{ type: 'destroy' }] }, '/actions/0/type '],
  ['a digest that is none', { environments: [{ digest: 'abc' }] }, '/environments/0/digest '],
  ['no summary', { summary: undefined }, "must have required property 'summary'"],
])('%s is told', (_what, part, place) => {
  expect(planProblems(JSON.parse(JSON.stringify({ ...stored, ...part }))).join('\n')).toContain(place);
});

test('a field of a later version is not', () => {
  expect(planProblems({ ...stored, later: 1 })).toEqual([]);
  expect(undescribed({ ...stored, later: 1 })).toHaveLength(1);
});

test('every property is described', () => {
  const properties = subschemas(planSchema).filter(({ parent }) => parent === 'properties');
  const bare = properties.filter(({ schema }) => schema.description === undefined && schema.$ref === undefined);
  expect(bare.map(({ path }) => path)).toEqual([]);
});

test('the words are those of the types', () => {
  const types: Record<ActionType, true> = {
    create: true,
    restore: true,
    adopt: true,
    'update-metadata': true,
    'update-kms-key': true,
    'write-value': true,
    'put-policy': true,
    'add-replica': true,
    'replace-replica': true,
    'remove-replica': true,
    'set-rotation': true,
    'cancel-rotation': true,
    delete: true,
  };
  const effects: Record<Effect, true> = {
    harmless: true,
    're-encrypts': true,
    'replaces-live-value': true,
    'changes-access': true,
    irreversible: true,
    'removes-consumer': true,
  };
  const reasons: Record<RefusalReason, true> = {
    foreign: true,
    'service-owned': true,
    account: true,
    limit: true,
    collision: true,
    rotation: true,
    generation: true,
    shape: true,
    stale: true,
  };
  const { action, effects: list, refusal } = planSchema.$defs;
  expect(action.properties.type.enum).toEqual(Object.keys(types));
  expect(planSchema.properties.summary.required).toEqual([...Object.keys(types), 'unchanged']);
  expect(list.items.enum).toEqual(Object.keys(effects));
  expect(refusal.properties.reason.enum).toEqual(Object.keys(reasons));
});
