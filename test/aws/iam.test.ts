import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { database, statement } from '../support/declared.ts';
import { repositoryRoot } from '../support/estate.ts';
import { ACCOUNT, createWorld, type World } from '../support/world.ts';

const rotation = { lambdaArn: 'arn:aws:lambda:{region}:{accountId}:function:rotate', schedule: 'cron(0 4 1 * ? *)' };
const policy = (Sid: string) => ({ resourcePolicy: { Statement: [statement(Sid)] }, blockPublicPolicy: true });
const before = {
  a: { ...database, ...policy('One'), rotation, replicaRegions: { 'us-west-2': {} }, tags: { Old: '1' } },
  b: { ...database, secretName: 'exact-name', rotation: { manual: true } },
  c: { type: 'application', value: { token: { generate: {} } } },
};
const after = {
  a: {
    ...database,
    value: { ...database.value, username: 'changed' },
    ...policy('Two'),
    rotation: { manual: true },
    kmsKeyId: 'alias/app',
    description: 'Changed.',
  },
  b: { ...before.b, state: 'absent' },
  c: before.c,
};

type Statement = { readonly Effect: string; readonly Action: readonly string[] };
const allowed = (document: { Statement: readonly Statement[] }) =>
  new Set(document.Statement.filter(({ Effect }) => Effect === 'Allow').flatMap(({ Action }) => Action));

let world: World;
afterEach(() => world.close());

async function print(role: 'plan' | 'apply') {
  return JSON.parse((await world.run('init', { options: { printIam: role, env: ['prod'] } })).data);
}

describe('the printed IAM policies', () => {
  test('allow the calls that the code makes, and no others', async () => {
    world = await createWorld();
    world.declare(before);
    const calls = new Set(
      sources().flatMap((text) => [...text.matchAll(/new (\w+)Command\(/g)].map(([, name]) => name)),
    );
    const used = [...calls].map((name) => {
      if (name === 'DescribeKey') return 'kms:DescribeKey';
      return ['GetCallerIdentity', 'AssumeRole'].includes(name ?? '') ? `sts:${name}` : `secretsmanager:${name}`;
    });
    const byService = (actions: Iterable<string>) =>
      [...actions].filter((action) => /^(?:secretsmanager|kms:DescribeKey)/.test(action)).sort();
    expect(byService(allowed(await print('apply')))).toEqual(byService(used));
  });

  test('are enough for everything that apply, put and rotate do, and for plan and drift', async () => {
    const printed = await createWorld();
    world = printed;
    world.declare(before);
    const [plan, apply] = [await print('plan'), await print('apply')];
    await world.close();

    world = await createWorld({ policies: { '*': apply, plan } });
    world.declare(before);
    expect((await world.apply()).outcomes.map(({ error }) => error)).toEqual([null, null, null]);
    await world.run('rotate', { arguments: ['a'], options: { env: ['prod'] } });
    await world.run('put', {
      arguments: ['c'],
      options: { env: ['prod'], key: 'token', generate: true, replace: true },
    });
    world.declare(after);
    const { outcomes } = await world.apply();
    expect(outcomes.filter(({ status }) => status !== 'done')).toEqual([]);
    expect(new Set(outcomes.map(({ id }) => id.split('#')[1]?.split('@')[0])).size).toBeGreaterThan(6);
    expect((await world.plan()).actions).toEqual([]);
  });

  test('keep apply away from secrets that are not ours, and plan from values', async () => {
    world = await createWorld();
    world.declare(before);
    const plan = await print('plan');
    expect(plan.Statement).toContainEqual({
      Sid: 'NeverReadValues',
      Effect: 'Deny',
      Action: ['secretsmanager:GetSecretValue', 'secretsmanager:BatchGetSecretValue'],
      Resource: '*',
    });
    const apply = await print('apply');
    const resources = apply.Statement.find(({ Sid }: { Sid: string }) => Sid === 'ChangeOurs').Resource;
    expect(resources).toEqual([
      `arn:aws:secretsmanager:us-east-1:${ACCOUNT}:secret:prod/*-??????`,
      `arn:aws:secretsmanager:us-east-1:${ACCOUNT}:secret:exact-name-??????`,
    ]);
  });
});

function sources(): readonly string[] {
  const folder = join(repositoryRoot, 'pipelines/aws');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => readFileSync(join(folder, path), 'utf8'));
}
