import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateSecretCommand,
  DeleteSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
} from '@aws-sdk/client-secrets-manager';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { database, statement } from '../support/declared.ts';
import { removeTree } from '../support/estate.ts';
import { startKillingProxy } from '../support/killing-proxy.ts';
import { bundle } from '../support/run-cli.ts';
import { ACCOUNT, createWorld, type Declared, type World } from '../support/world.ts';

/** A plan with an action of every type, applied by a process that is killed after its n-th request, for every n. */

const rotation = {
  lambdaArn: 'arn:aws:lambda:{region}:{accountId}:function:rotate',
  schedule: 'cron(0 4 1 * ? *)',
  rotateImmediately: false,
};
const literal = (user: string) => ({ value: { user, token: { generate: {} } }, publicKeys: ['user'] });

const BEFORE: Declared = {
  changed: {
    ...literal('one'),
    tags: { Old: '1' },
    replicaRegions: { 'us-west-2': {} },
    resourcePolicy: { Statement: [statement('Old')] },
  },
  renewed: { value: { key: { fromEnv: 'KEY' }, token: { generate: {} } } },
  removed: { ...literal('x'), replicaRegions: { 'us-west-2': {}, 'eu-west-1': {} } },
  restored: literal('x'),
  rotated: { ...database, rotation: { manual: true } },
  cancelled: { ...database, rotation },
};
const AFTER: Declared = {
  created: {
    ...database,
    rotation,
    kmsKeyId: 'alias/app',
    replicaRegions: { 'us-west-2': {} },
    resourcePolicy: { Statement: [statement('New')] },
  },
  adopted: { ...literal('ours'), adopt: true, tags: { Team: 'x' } },
  changed: {
    ...literal('two'),
    description: 'Changed.',
    kmsKeyId: 'alias/app',
    tags: { New: '1' },
    replicaRegions: { 'us-west-2': { kmsKeyId: 'alias/west' }, 'eu-west-1': {} },
    resourcePolicy: { Statement: [statement('New')] },
  },
  renewed: { value: { key: { fromEnv: 'KEY', generation: 2 }, token: { generate: {}, generation: 2 } } },
  removed: { ...BEFORE.removed, state: 'absent' },
  restored: { ...literal('x'), description: 'Restored.' },
  rotated: { ...database, rotation },
  cancelled: { ...database, rotation: { manual: true } },
};
const ENV = { KEY: 'given' };
/** In CI after every single request. */
const STRIDE = process.env.CI ? 1 : 5;

let state = '';
let planned = '';
let original: Record<string, unknown> = {};

beforeAll(async () => {
  state = mkdtempSync(join(tmpdir(), 'keywright-test-'));
  const world = await createWorld({ statePath: join(state, 'aws.json') });
  world.declare(BEFORE);
  await world.apply({ env: ENV });
  const client = world.client();
  await client.send(new CreateSecretCommand({ Name: 'prod/adopted', SecretString: '{"user":"theirs"}' }));
  await client.send(new DeleteSecretCommand({ SecretId: 'prod/restored', RecoveryWindowInDays: 7 }));
  original = { changed: await currentOf(world, 'changed'), renewed: await currentOf(world, 'renewed') };
  world.declare(AFTER);
  const plan = await world.run('plan', { format: 'json' });
  planned = plan.data;
  await world.close();
});
afterAll(() => removeTree(state));

test('the plan has an action of every type', () => {
  const types = new Set(JSON.parse(planned).actions.map(({ type }: { type: string }) => type));
  expect([...types].sort()).toEqual([
    'add-replica',
    'adopt',
    'cancel-rotation',
    'create',
    'delete',
    'put-policy',
    'remove-replica',
    'replace-replica',
    'restore',
    'set-rotation',
    'update-kms-key',
    'update-metadata',
    'write-value',
  ]);
});

test('killed after any request and repeated with the same plan, it ends as declared and replaces no value twice', async () => {
  let n = STRIDE;
  let isOver = false;
  const lane = async () => {
    while (!isOver) {
      const current = n;
      n += STRIDE;
      if (!(await killAndRepeat(current))) isOver = true;
    }
  };
  await Promise.all([lane(), lane()]);
  expect(n).toBeGreaterThan(60);
}, 600_000);

/** @returns false where the run made fewer than n requests, so that it was not killed */
async function killAndRepeat(n: number): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'keywright-test-'));
  cpSync(state, folder, { recursive: true });
  const world = await createWorld({ statePath: join(folder, 'aws.json') });
  world.declare(AFTER);
  const file = join(world.root(), 'plan.json');
  writeFileSync(file, planned);
  const wasKilled = await runAndKill(world, file, n);
  const again = await world.apply({ env: ENV, options: { plan: [file] } });
  expect({ n, failed: again.outcomes.filter(({ status }) => status !== 'done'), refusals: again.refusals }).toEqual({
    n,
    failed: [],
    refusals: [],
  });
  const after = await world.plan();
  expect({ n, actions: after.actions.map(({ id }) => id) }).toEqual({ n, actions: [] });
  await expectValues(world, n);
  await world.close();
  removeTree(folder);
  return wasKilled;
}

async function runAndKill(world: World, file: string, n: number): Promise<boolean> {
  let kill = () => {};
  const proxy = await startKillingProxy(world.url, n, () => kill());
  const child = spawn(process.execPath, [bundle, 'apply', '--plan', file, '--yes', '--dir', world.root()], {
    env: { ...ENV, AWS_ENDPOINT_URL: proxy.url, AWS_ACCESS_KEY_ID: `LOCAL${ACCOUNT}`, AWS_SECRET_ACCESS_KEY: 'x' },
    stdio: 'ignore',
  });
  kill = () => child.kill('SIGKILL');
  const signal = await new Promise((done) => child.on('close', (_status, name) => done(name)));
  proxy.close();
  return signal === 'SIGKILL';
}

async function expectValues(world: World, n: number): Promise<void> {
  for (const name of ['changed', 'renewed']) {
    const { VersionIdsToStages } = await world.client().send(new DescribeSecretCommand({ SecretId: `prod/${name}` }));
    const previous = Object.entries(VersionIdsToStages ?? {}).find(([, stages]) => stages.includes('AWSPREVIOUS'))?.[0];
    expect({ n, name, previous }).toEqual({ n, name, previous: original[name] });
  }
  const changed = await world.client().send(new GetSecretValueCommand({ SecretId: 'prod/changed' }));
  expect(JSON.parse(changed.SecretString ?? '')).toMatchObject({ user: 'two' });
  const adopted = await world.client().send(new GetSecretValueCommand({ SecretId: 'prod/adopted' }));
  expect(adopted.SecretString).toBe('{"user":"theirs"}');
}

async function currentOf(world: World, name: string): Promise<string | undefined> {
  return (await world.client().send(new GetSecretValueCommand({ SecretId: `prod/${name}` }))).VersionId;
}
