import {
  CreateSecretCommand,
  DeleteSecretCommand,
  DescribeSecretCommand,
  GetResourcePolicyCommand,
  GetSecretValueCommand,
  PutResourcePolicyCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateSecretCommand,
} from '@aws-sdk/client-secrets-manager';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { database } from '../support/declared.ts';
import { ACCOUNT, createWorld, type Declared, treeOf, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

const actionsOf = async () => (await world.plan()).actions.map(({ id }) => id);
const describeSecret = (SecretId: string) => world.client().send(new DescribeSecretCommand({ SecretId }));
const liveText = async (SecretId: string) =>
  (await world.client().send(new GetSecretValueCommand({ SecretId }))).SecretString ?? 'null';
const liveValue = async (SecretId: string) => JSON.parse(await liveText(SecretId));

const login = { value: { user: 'app', password: { generate: { passwordLength: 20 } } }, publicKeys: ['user'] };

describe('tags', () => {
  test('ours are set and removed, others and the record are kept', async () => {
    world.declare({ a: { ...login, tags: { Team: 'x', Old: '1' } } });
    await world.apply();
    await world.client().send(
      new TagResourceCommand({
        SecretId: 'prod/a',
        Tags: [
          { Key: 'Foreign', Value: 'kept' },
          { Key: 'Team', Value: 'changed' },
        ],
      }),
    );
    world.declare({ a: { ...login, tags: { Team: 'x' } } });
    expect((await world.plan()).actions[0]?.changes).toMatchObject([
      { path: '/tags/Old', before: '1', after: null },
      { path: '/tags/Team', before: 'changed', after: 'x' },
      { path: '/tags/keywright:tags' },
    ]);
    await world.apply();
    const tags = Object.fromEntries(
      ((await describeSecret('prod/a')).Tags ?? []).map(({ Key, Value }) => [Key, Value]),
    );
    expect(tags).toMatchObject({ Foreign: 'kept', Team: 'x', 'keywright:managed-by': 'example-org/test' });
    expect(tags).not.toHaveProperty('Old');
    expect(await actionsOf()).toEqual([]);
  });
});

describe('values', () => {
  test('a changed literal leaves the other keys as they are', async () => {
    world.declare({ a: login });
    await world.apply();
    const before = await liveValue('prod/a');
    world.declare({ a: { ...login, value: { ...login.value, user: 'other' } } });
    expect((await world.plan()).actions).toMatchObject([{ type: 'write-value', effects: ['replaces-live-value'] }]);
    await world.apply();
    expect(await liveValue('prod/a')).toEqual({ ...before, user: 'other' });
    expect(await actionsOf()).toEqual([]);
  });

  test('going back to an earlier literal is a version of its own', async () => {
    for (const user of ['one', 'two', 'one', 'two']) {
      world.declare({ a: { ...login, value: { ...login.value, user } } });
      await world.apply();
      expect(await liveValue('prod/a')).toMatchObject({ user });
      expect(await actionsOf()).toEqual([]);
    }
  });

  test('a raised generation renews its key alone', async () => {
    const value = { ...login.value, token: { generate: {} } };
    world.declare({ a: { ...login, value } });
    await world.apply();
    const before = await liveValue('prod/a');
    world.declare({ a: { ...login, value: { ...value, token: { generate: {}, generation: 2 } } } });
    await world.apply();
    const after = await liveValue('prod/a');
    expect(after.password).toBe(before.password);
    expect(after.token).not.toBe(before.token);
    expect(await actionsOf()).toEqual([]);
  });

  test('a raised generation is refused where the value also lives elsewhere', async () => {
    const database = { type: 'rds-postgres', rotation: { manual: true } };
    const value = { engine: 'postgres', host: 'h', username: 'u', password: { generate: {} } };
    world.declare({ a: { ...database, value } });
    await world.apply();
    world.declare({ a: { ...database, value: { ...value, password: { generate: {}, generation: 2 } } } });
    const plan = await world.plan();
    expect(plan.actions).toEqual([]);
    expect(plan.refusals).toMatchObject([{ secret: 'a', reason: 'generation' }]);
    expect(plan.refusals[0]?.message).toMatch(/set the generation back and change it in the database first/);
  });

  test('is complete or not written; what is missing is told, and is no change', async () => {
    const value = { key: { fromEnv: 'APP_KEY' }, token: { generate: {} } };
    world.declare({ a: { value } });
    expect((await world.apply()).awaitingValue).toMatchObject([{ secret: 'a', keys: ['key'], source: 'fromEnv' }]);
    expect((await describeSecret('prod/a')).VersionIdsToStages).toBeUndefined();
    expect(await actionsOf()).toEqual([]);
    expect((await world.apply({ env: { APP_KEY: '' } })).awaitingValue).toHaveLength(1);
    expect((await world.apply({ env: { APP_KEY: 'given' } })).awaitingValue).toEqual([]);
    expect(await liveValue('prod/a')).toMatchObject({ key: 'given' });
    expect((await world.plan()).awaitingValue).toEqual([]);
  });

  test('a JSON value is not taken for the text that is declared in its place', async () => {
    world.declare({ a: login });
    await world.apply();
    const before = await liveValue('prod/a');
    world.declare({ a: { type: 'text', value: { text: { generate: {} } } } });
    expect(await world.plan()).toMatchObject({
      actions: [],
      refusals: [{ secret: 'a', reason: 'shape', message: expect.stringContaining('put a --env prod --replace') }],
    });
    expect((await world.apply()).outcomes).toEqual([]);
    expect(await liveValue('prod/a')).toEqual(before);
    const options = { env: ['prod'], generate: true, replace: true };
    expect((await world.run('put', { arguments: ['a'], options })).status).toBe(0);
    expect(await actionsOf()).toEqual([]);
    world.declare({ a: { type: 'text', value: { text: { external: true } } } });
    expect((await world.apply()).summary).toEqual({ done: 1, failed: 0, skipped: 0 });
    expect(await actionsOf()).toEqual([]);
  });

  test('a text into which no keys can be merged is told by apply, which alone may look', async () => {
    world.declare({ a: { type: 'text', value: { text: { generate: {} } } } });
    await world.apply();
    world.declare({ a: { ...login, value: { ...login.value, extra: { external: true } } } });
    expect(await world.plan()).toMatchObject({ actions: [{ id: 'prod/a#write-value' }], refusals: [] });
    expect((await world.apply()).outcomes).toMatchObject([
      { status: 'failed', error: expect.stringContaining('"keywright put a --env prod --replace"') },
    ]);
    const put = (input: string, replace: boolean) =>
      world.run('put', { arguments: ['a'], options: { env: ['prod'], replace }, input });
    await expect(put('{"password":"given"}', false)).rejects.toThrow('--replace');
    await expect(put('{"password":"given"}', true)).rejects.toThrow('would lack "extra"');
    expect(await liveText('prod/a')).not.toContain('given');
    expect((await put('{"password":"given","extra":"too"}', true)).status).toBe(0);
    expect(await liveValue('prod/a')).toEqual({ user: 'app', password: 'given', extra: 'too' });
    expect(await actionsOf()).toEqual([]);
  });

  test('a new key that nobody gave leaves the live value as it is', async () => {
    world.declare({ a: login });
    await world.apply();
    const before = await liveValue('prod/a');
    world.declare({ a: { ...login, value: { ...login.value, extra: { external: true } } } });
    expect(await actionsOf()).toEqual(['prod/a#write-value']);
    const { status, data } = await world.run('apply', { options: { yes: true }, format: 'json' });
    expect(status).toBe(0);
    expect(JSON.parse(data)).toMatchObject({
      outcomes: [{ id: 'prod/a#write-value', status: 'skipped', error: expect.stringContaining('awaits "extra"') }],
      consumers: [],
      awaitingValue: [{ keys: ['extra'], source: 'external' }],
    });
    expect(await liveValue('prod/a')).toEqual(before);
    const plan = await world.plan();
    expect(plan.actions).toEqual([]);
    expect(plan.awaitingValue).toHaveLength(1);
  });
});

describe('life', () => {
  test('a secret scheduled for deletion is restored and brought up to date', async () => {
    world.declare({ a: login });
    await world.apply();
    await world.client().send(new UpdateSecretCommand({ SecretId: 'prod/a', Description: 'changed' }));
    await world.client().send(new DeleteSecretCommand({ SecretId: 'prod/a', RecoveryWindowInDays: 7 }));
    expect(await actionsOf()).toEqual(['prod/a#restore', 'prod/a#update-metadata']);
    await world.apply();
    expect(await describeSecret('prod/a')).toMatchObject({ Description: 'A secret.' });
    expect(await actionsOf()).toEqual([]);
  });

  test('state: absent schedules the deletion, replicas first', async () => {
    const replicated = { ...login, replicaRegions: { 'us-west-2': {} } };
    world.declare({ a: replicated });
    await world.apply();
    world.declare({ a: { ...replicated, state: 'absent', recoveryWindowInDays: 9 } });
    expect(await actionsOf()).toEqual(['prod/a#remove-replica@us-west-2', 'prod/a#delete']);
    expect((await world.apply()).summary).toEqual({ done: 2, failed: 0, skipped: 0 });
    expect((await describeSecret('prod/a')).DeletedDate).toBeInstanceOf(Date);
    expect(await actionsOf()).toEqual([]);
  });

  test('deletions beyond the limit stop the environment', async () => {
    world.declare({ a: login, b: login, c: login });
    await world.apply();
    world.declare({
      a: { ...login, state: 'absent' },
      b: { ...login, state: 'absent' },
      c: { ...login, tags: { New: '1' } },
    });
    const { status, data } = await world.run('apply', { options: { yes: true }, format: 'json' });
    expect(status).toBe(3);
    const error = expect.stringContaining('2 secrets of the 3 managed would be deleted and one apply may delete 1');
    expect(JSON.parse(data)).toMatchObject({
      outcomes: [
        { id: 'prod/a#delete', status: 'skipped', error },
        { id: 'prod/b#delete', status: 'skipped', error },
        { id: 'prod/c#update-metadata', status: 'skipped', error },
      ],
      refusals: [{ reason: 'limit', secret: null }],
      summary: { done: 0, failed: 0, skipped: 3 },
    });
  });

  test('an answer other than yes applies nothing, and says so', async () => {
    world.declare({ a: login });
    const { status, data, prose } = await world.run('apply', { input: 'n\n', atTerminal: true });
    expect({ status, data }).toEqual({ status: 1, data: '' });
    expect(prose).toMatch(/Nothing was applied\.\n$/);
    expect(await actionsOf()).toEqual(['prod/a#create']);
  });

  test('a vanished declaration leaves an orphan, which is kept', async () => {
    world.declare({ a: login, b: login });
    await world.apply();
    world.declare({ b: login });
    const plan = await world.plan();
    expect(plan.actions).toEqual([]);
    expect(plan.orphans).toMatchObject([{ name: 'prod/a', declaration: 'a' }]);
  });
});

describe('ownership', () => {
  const create = (Tags: { Key: string; Value: string }[] = []) =>
    world
      .client()
      .send(
        new CreateSecretCommand({ Name: 'prod/a', SecretString: '{"user":"theirs"}', Description: 'Theirs', Tags }),
      );

  test("nobody's secret is refused, and taken over with adopt, its value untouched", async () => {
    await create();
    world.declare({ a: login });
    expect((await world.plan()).refusals).toMatchObject([{ secret: 'a', reason: 'foreign' }]);
    expect((await world.run('apply', { options: { yes: true } })).status).toBe(3);
    expect(await describeSecret('prod/a')).toMatchObject({ Description: 'Theirs' });
    world.declare({ a: { ...login, adopt: true } });
    expect(await actionsOf()).toEqual(['prod/a#adopt', 'prod/a#update-metadata']);
    await world.apply();
    expect(await liveValue('prod/a')).toEqual({ user: 'theirs' });
    expect(await actionsOf()).toEqual([]);
  });

  test('what a former owner recorded of the policy counts no more', async () => {
    const readBy = (name: string) => ({
      ...login,
      readers: { [name]: { roleArn: `arn:aws:iam::111122223333:role/${name}`, grant: 'resourcePolicy' } },
    });
    world.declare({ a: readBy('orders') });
    await world.apply();
    await world.client().send(new UntagResourceCommand({ SecretId: 'prod/a', TagKeys: ['keywright:managed-by'] }));
    world.declare({ a: { ...readBy('billing'), adopt: true } });
    expect(await actionsOf()).toEqual(['prod/a#adopt', 'prod/a#put-policy']);
    expect((await world.apply()).summary).toEqual({ done: 2, failed: 0, skipped: 0 });
    expect(await actionsOf()).toEqual([]);
  });

  test("another owner's secret takes adoptFrom", async () => {
    await create([
      { Key: 'keywright:managed-by', Value: 'other' },
      { Key: 'keywright:environment', Value: 'prod' },
    ]);
    world.declare({ a: { ...login, adopt: true } });
    expect((await world.plan()).refusals[0]?.message).toContain('"adoptFrom: other"');
    world.declare({ a: { ...login, adopt: true, adoptFrom: 'other' } });
    await world.apply();
    expect(await actionsOf()).toEqual([]);
  });

  test('the account reached is compared with the one declared', async () => {
    world.declare(
      { a: login },
      { aws: { accountId: '999900001111', region: 'us-east-1', planRoleArn: 'arn:aws:iam::111122223333:role/plan' } },
    );
    const plan = await world.plan();
    expect(plan.refusals).toMatchObject([{ environment: 'prod', reason: 'account' }]);
    expect(plan.requests).not.toHaveProperty('ListSecrets');
  });
});

describe('KMS keys', () => {
  test('are changed, reset to the default, and compared by what they are', async () => {
    world.declare({ a: { ...login, kmsKeyId: 'alias/app' } });
    await world.apply();
    expect(await actionsOf()).toEqual([]);
    world.declare({ a: login });
    expect((await world.plan()).actions).toMatchObject([
      { type: 'update-kms-key', effects: ['re-encrypts', 'changes-access'] },
    ]);
    await world.apply();
    expect(await actionsOf()).toEqual([]);
    world.declare({ a: { ...login, kmsKeyId: 'alias/aws/secretsmanager' } });
    expect(await actionsOf()).toEqual([]);
  });
});

describe('resource policies', () => {
  const statement = {
    Sid: 'DenyOutside',
    Effect: 'Deny',
    Principal: '*',
    Action: 'secretsmanager:GetSecretValue',
    Resource: '*',
    Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' } },
  };
  const policyOf = async (SecretId: string) =>
    JSON.parse((await world.client().send(new GetResourcePolicyCommand({ SecretId }))).ResourcePolicy ?? 'null');

  test('ours are set by Sid, others are kept, readers become statements', async () => {
    world.declare({
      a: {
        ...login,
        resourcePolicy: { Statement: [statement] },
        blockPublicPolicy: true,
        readers: { 'orders-lambda': { roleArn: 'arn:aws:iam::111122223333:role/orders', grant: 'resourcePolicy' } },
      },
    });
    expect(await world.apply()).toMatchObject({ summary: { failed: 0 } });
    expect((await policyOf('prod/a')).Statement.map(({ Sid }: { Sid: string }) => Sid)).toEqual([
      'DenyOutside',
      'KeywrightReaderOrdersLambda',
    ]);
    expect(await actionsOf()).toEqual([]);

    const foreign = {
      Sid: 'Theirs',
      Effect: 'Deny',
      Principal: { AWS: '*' },
      Action: ['secretsmanager:DeleteSecret'],
      Resource: '*',
    };
    const rewritten = { ...statement, Principal: { AWS: '*' }, Action: ['secretsmanager:GETSECRETVALUE'] };
    await world.client().send(
      new PutResourcePolicyCommand({
        SecretId: 'prod/a',
        ResourcePolicy: JSON.stringify({ Version: '2012-10-17', Statement: [foreign, rewritten] }),
      }),
    );
    expect((await world.plan()).actions).toMatchObject([
      {
        type: 'put-policy',
        changes: [{ path: '/resourcePolicy/Statement/KeywrightReaderOrdersLambda', before: null }],
      },
    ]);
    world.declare({ a: login });
    await world.apply();
    expect((await policyOf('prod/a')).Statement).toMatchObject([{ Sid: 'Theirs' }]);
    expect(await actionsOf()).toEqual([]);
  });
});

describe('rotation and replicas', () => {
  const rotation = {
    lambdaArn: 'arn:aws:lambda:us-east-1:111122223333:function:rotate',
    schedule: 'cron(0 4 1 * ? *)',
    duration: '3h',
    rotateImmediately: false,
  };

  test('rotation is set, changed and cancelled', async () => {
    world.declare({ a: { ...database, rotation } });
    await world.apply();
    expect(await describeSecret('prod/a')).toMatchObject({
      RotationEnabled: true,
      RotationRules: { ScheduleExpression: 'cron(0 4 1 * ? *)' },
    });
    expect(await actionsOf()).toEqual([]);
    world.declare({ a: { ...database, rotation: { ...rotation, schedule: 'cron(0 5 1 * ? *)' } } });
    expect((await world.plan()).actions).toMatchObject([{ type: 'set-rotation', effects: ['harmless'] }]);
    await world.apply();
    expect(await actionsOf()).toEqual([]);
    world.declare({ a: { ...database, rotation: { manual: true } } });
    expect(await actionsOf()).toEqual(['prod/a#cancel-rotation']);
    await world.apply();
    expect(await actionsOf()).toEqual([]);
  });

  test('a replica is added, its key replaced, and removed when its Region is declared no more', async () => {
    world.declare({ a: { ...login, replicaRegions: { 'us-west-2': {} } } });
    await world.apply();
    expect(await actionsOf()).toEqual([]);
    world.declare({ a: { ...login, replicaRegions: { 'us-west-2': { kmsKeyId: 'alias/west' }, 'eu-west-1': {} } } });
    expect((await world.plan()).actions).toMatchObject([
      { id: 'prod/a#replace-replica@us-west-2', effects: ['irreversible'] },
      { id: 'prod/a#add-replica@eu-west-1', effects: ['harmless'] },
    ]);
    await world.apply();
    expect(await actionsOf()).toEqual([]);
    world.declare({ a: login });
    expect(await actionsOf()).toEqual(['prod/a#remove-replica@eu-west-1', 'prod/a#remove-replica@us-west-2']);
    await world.apply();
    expect(await actionsOf()).toEqual([]);
    expect((await describeSecret('prod/a')).Tags?.map(({ Key }) => Key)).not.toContain('keywright:replicas');
  });
});

describe('drift', () => {
  test.each(['plan', 'drift'])(
    "and %s say that someone else's secret is missing, and change nothing",
    async (command) => {
      world.declare({ theirs: { ...login, manage: false } });
      const missing = await world.run(command, { format: 'json' });
      expect(JSON.parse(missing.data)).toMatchObject({
        actions: [],
        findings: [{ rule: 'value-missing', severity: 'error', secret: 'theirs', environment: 'prod' }],
      });
      expect(missing.status).toBe(1);
      await world.client().send(new CreateSecretCommand({ Name: 'prod/theirs' }));
      const there = await world.run(command, { format: 'json' });
      expect({ status: there.status, findings: JSON.parse(there.data).findings }).toEqual({ status: 0, findings: [] });
    },
  );

  test('is quiet right after an apply, and tells what others did', async () => {
    world.declare({ a: login, b: login });
    await world.apply();
    const quiet = await world.run('drift', { format: 'json' });
    expect(JSON.parse(quiet.data)).toMatchObject({ command: 'drift', actions: [], findings: [] });
    expect(quiet.status).toBe(0);
    await world.client().send(new UpdateSecretCommand({ SecretId: 'prod/a', Description: 'changed' }));
    const { status, data } = await world.run('drift', { format: 'json' });
    expect(JSON.parse(data).actions).toMatchObject([{ id: 'prod/a#update-metadata' }]);
    expect(status).toBe(2);
  });

  test('looks at the policy of every secret that is ours, plan at those that declare one', async () => {
    world.declare({ a: login }, { tier: 'production' });
    await world.apply();
    const statement = {
      Sid: 'Attack',
      Effect: 'Allow',
      Principal: { AWS: '999900001111' },
      Action: 'secretsmanager:GetSecretValue',
      Resource: '*',
    };
    const ResourcePolicy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
    await world.client().send(new PutResourcePolicyCommand({ SecretId: 'prod/a', ResourcePolicy }));
    expect((await world.plan()).findings).toEqual([]);
    const { status, data } = await world.run('drift', { format: 'json' });
    expect(JSON.parse(data).findings).toMatchObject([
      { rule: 'policy-foreign-statement', severity: 'error', secret: 'a' },
    ]);
    expect(status).toBe(1);
  });

  test('and plan never read a value, and work where that is denied', async () => {
    const denied = {
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Action: '*', Resource: '*' },
        {
          Effect: 'Deny',
          Action: ['secretsmanager:GetSecretValue', 'secretsmanager:BatchGetSecretValue'],
          Resource: '*',
        },
      ],
    };
    const careful = await createWorld({ policies: { '*': denied } });
    careful.declare({ a: { ...login, resourcePolicy: null, replicaRegions: { 'us-west-2': {} } } });
    await careful.apply();
    for (const command of ['plan', 'drift']) {
      const { status, data } = await careful.run(command, { format: 'json' });
      expect({ status, actions: JSON.parse(data).actions }).toEqual({ status: 0, actions: [] });
    }
    expect(Object.keys(careful.endpoint?.requestCounts() ?? {})).not.toContain('GetSecretValue');
    await careful.close();
  });
});

describe('collisions', () => {
  const regions = (secrets: Declared, west: object = {}) =>
    world.declareTree(
      treeOf(secrets, {
        prod: {},
        west: { aws: { accountId: ACCOUNT, region: 'us-west-2' }, nameTemplate: 'prod/{name}', ...west },
      }),
    );

  test('of a replica with what another environment declares there', async () => {
    regions({ a: { ...login, overrides: { prod: { replicaRegions: { 'us-west-2': {} } } } } });
    const { actions, refusals } = await world.plan();
    expect(refusals).toMatchObject([{ environment: 'prod', secret: 'a', reason: 'collision' }]);
    expect(actions.map(({ id }) => id)).toEqual(['west/a#create']);
  });

  test('of a replica with what somebody has there', async () => {
    await world.client('us-west-2').send(new CreateSecretCommand({ Name: 'prod/a' }));
    world.declare({ a: { ...login, replicaRegions: { 'us-west-2': {} } } });
    expect((await world.plan()).refusals).toMatchObject([{ secret: 'a', reason: 'collision' }]);
  });

  test('of a secret with a replica from elsewhere', async () => {
    await world
      .client('us-west-2')
      .send(
        new CreateSecretCommand({ Name: 'prod/a', SecretString: 'x', AddReplicaRegions: [{ Region: 'us-east-1' }] }),
      );
    world.declare({ a: login });
    expect((await world.plan()).refusals).toMatchObject([{ secret: 'a', reason: 'collision' }]);
  });
});
