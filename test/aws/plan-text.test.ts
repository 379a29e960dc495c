import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { TagResourceCommand, UntagResourceCommand } from '@aws-sdk/client-secrets-manager';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { renderPlanText } from '../../pipelines/reports/plan/text.ts';
import type { Plan } from '../../schemas/plan.ts';
import { repositoryRoot } from '../support/estate.ts';
import { createWorld, type World } from '../support/world.ts';

/** `npm run cases` rewrites the expectations: look at the difference before committing it. */
const isUpdate = process.env.KEYWRIGHT_UPDATE_CASES === '1';

const rotation = {
  lambdaArn: 'arn:aws:lambda:{region}:{accountId}:function:rotate',
  schedule: 'cron(0 4 1 * ? *)',
  rotateImmediately: false,
};
const database = {
  type: 'rds-postgres',
  value: { engine: 'postgres', host: 'h.example.com', username: 'u', password: { generate: {} } },
};
const statement = (Sid: string, fields: object = {}) => ({
  Sid,
  Effect: 'Deny',
  Principal: '*',
  Action: 'secretsmanager:DeleteSecret',
  Resource: '*',
  ...fields,
});
const literal = (user: string) => ({ value: { user, token: { generate: {} } }, publicKeys: ['user'] });
const before = {
  changed: {
    ...literal('one'),
    tags: { Old: '1' },
    replicaRegions: { 'us-west-2': {} },
    resourcePolicy: { Statement: [statement('Old')] },
  },
  renewed: { value: { key: { fromEnv: 'KEY' }, token: { generate: {} } } },
  removed: { ...literal('x'), replicaRegions: { 'us-west-2': {} } },
  gone: literal('x'),
  forgotten: literal('x'),
  rotated: { ...database, rotation: { manual: true } },
  cancelled: { ...database, rotation },
  taken: literal('x'),
};
const after = {
  changed: {
    ...literal('two'),
    description: 'A much longer description that does not fit into the eighty columns of an old terminal at all.',
    kmsKeyId: 'alias/app',
    tags: { New: '1' },
    replicaRegions: { 'us-west-2': { kmsKeyId: 'alias/west' }, 'eu-west-1': {} },
    resourcePolicy: {
      Statement: [
        statement('Old', {
          Action: ['secretsmanager:DeleteSecret', 'secretsmanager:PutSecretValue'],
          Condition: { StringNotEquals: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/breakglass' } },
        }),
      ],
    },
  },
  created: {
    ...database,
    rotation,
    kmsKeyId: 'alias/app',
    secretName: 'exact/name',
    replicaRegions: { 'us-west-2': {} },
    resourcePolicy: { Statement: [statement('New')] },
    readers: { 'orders-lambda': { roleArn: 'arn:aws:iam::111122223333:role/orders', grant: 'resourcePolicy' } },
  },
  renewed: { value: { key: { fromEnv: 'KEY', generation: 2 }, token: { generate: {}, generation: 2 } } },
  removed: { ...before.removed, state: 'absent' },
  forgotten: literal('x'),
  rotated: { ...database, rotation: { ...rotation, rotateImmediately: true } },
  cancelled: { ...database, rotation: { manual: true } },
  taken: literal('x'),
  waiting: { value: { api_key: { external: true }, other: { fromEnv: 'OTHER_KEY' } } },
};

let world: World;
let plan: Plan;
beforeAll(async () => {
  world = await createWorld();
  world.declare(before);
  await world.apply({ env: { KEY: 'given' } });
  const client = world.client();
  await client.send(new UntagResourceCommand({ SecretId: 'prod/forgotten', TagKeys: ['keywright:tags'] }));
  const Tags = [{ Key: 'keywright:managed-by', Value: 'somebody/else' }];
  await client.send(new TagResourceCommand({ SecretId: 'prod/taken', Tags }));
  world.declare(after);
  plan = await world.plan();
});
afterAll(() => world.close());

describe.each([80, 200])('a plan at %d columns', (columns) => {
  test('looks as it did', () => {
    const text = renderPlanText(plan, { color: false, columns });
    const path = join(repositoryRoot, `test/cases/plan/mixed-${columns}.txt`);
    if (isUpdate || !existsSync(path)) writeFileSync(path, text);
    expect(text).toBe(readFileSync(path, 'utf8'));
  });

  test('fits, but for what cannot be broken', () => {
    const lines = renderPlanText(plan, { color: false, columns }).split('\n');
    expect(
      lines.filter(
        (line) => line.length > columns && line.trim().includes(' ') && !/^\s*[+~-] \S.* {2}\S+$/.test(line),
      ),
    ).toEqual([]);
  });

  test('is the same with colours, and without them has no escape sequence', () => {
    const plain = renderPlanText(plan, { color: false, columns });
    expect(stripVTControlCharacters(renderPlanText(plan, { color: true, columns }))).toBe(plain);
    expect(stripVTControlCharacters(plain)).toBe(plain);
  });
});

test('grave actions come first, and none is left out', () => {
  const text = renderPlanText(plan, { color: false, columns: null });
  const titles = [...text.matchAll(/^([A-Z][^:\n]*): \d+ actions?$/gm)].map(([, title]) => title);
  expect(titles).toEqual(['Cannot be undone', 'Deletes secrets', 'Replaces live values', 'Changes access', 'Harmless']);
  const told = [...text.matchAll(/: (\d+) actions?$/gm)].reduce((sum, [, number]) => sum + Number(number), 0);
  expect(told).toBe(plan.actions.length);
});

test('a plan of a thousand creates stays readable', () => {
  const [create] = plan.actions.filter(({ type }) => type === 'create');
  if (create === undefined) throw new Error('no create');
  const text = renderPlanText(
    { ...plan, actions: Array.from({ length: 1_000 }, () => create) },
    { color: false, columns: 80 },
  );
  expect(text.split('\n').length).toBeLessThan(400);
  expect(text).toContain('and 980 more; --format json has them all');
});
