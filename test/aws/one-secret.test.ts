import { CreateSecretCommand, DescribeSecretCommand, GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createWorld, type RunOptions, treeOf, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

const CANARY = 'canary-Zx9!k2-live';
const command = async (name: string, secret: string, given: RunOptions = {}) => {
  try {
    return await world.run(name, { ...given, arguments: [secret], options: { env: ['prod'], ...given.options } });
  } catch (error) {
    if (error instanceof Error && 'status' in error) return { status: error.status, data: '', prose: error.message };
    throw error;
  }
};
const liveValue = async (SecretId: string) =>
  (await world.client().send(new GetSecretValueCommand({ SecretId }))).SecretString ?? '';

describe('put', () => {
  const contract = {
    value: { user: 'app', key: { external: true }, other: { external: true }, made: { generate: {} } },
    publicKeys: ['user'],
  };

  test('completes a secret that awaits its value, in one version', async () => {
    world.declare({ a: contract });
    await world.apply();
    const partial = await command('put', 'a', { options: { key: 'key' }, input: CANARY });
    expect(partial).toMatchObject({ status: 3 });
    expect(partial.prose).toContain('would lack "other"');
    const both = await command('put', 'a', { input: JSON.stringify({ key: CANARY, other: 'o' }) });
    expect(both.status).toBe(0);
    expect(both.data + both.prose).not.toContain(CANARY);
    expect(JSON.parse(await liveValue('prod/a'))).toMatchObject({ user: 'app', key: CANARY, other: 'o' });
    expect(await world.plan()).toMatchObject({ actions: [], awaitingValue: [] });
  });

  test('replaces a live value only when asked to, and names its readers', async () => {
    world.declare({
      a: {
        ...contract,
        value: { user: 'app', key: { external: true } },
        readers: {
          lambda: { roleArn: 'arn:aws:iam::111122223333:role/lambda', grant: 'external' },
        },
      },
    });
    await world.apply();
    await command('put', 'a', { options: { key: 'key' }, input: 'first\n' });
    expect(await command('put', 'a', { options: { key: 'key' }, input: 'second' })).toMatchObject({ status: 3 });
    expect(JSON.parse(await liveValue('prod/a'))).toEqual({ user: 'app', key: 'first' });
    const replaced = await command('put', 'a', { options: { key: 'key', replace: true }, input: 'second' });
    expect(replaced.data).toContain('read by lambda (arn:aws:iam::111122223333:role/lambda)');
    expect(JSON.parse(await liveValue('prod/a'))).toEqual({ user: 'app', key: 'second' });
  });

  test('prints the command that refreshes a reader on a line of its own, however narrow the terminal', async () => {
    const cluster = { environments: ['prod'], region: 'us-east-1' };
    const consumer = { namespaces: ['kafka'], serviceAccount: 'app', externalSecret: { name: 'credentials' } };
    const value = { key: { external: true } };
    const serviceAccounts = { 'kafka/app': { identity: 'pod-identity' } };
    world.declareTree({
      ...treeOf({ a: { value, kubernetes: { app: consumer } } }, { prod: {} }),
      'secrets.d/cluster.yaml': JSON.stringify({
        apiVersion: 'keywright/v1',
        kind: 'Cluster',
        metadata: { name: 'prod-eks' },
        spec: { ...cluster, serviceAccounts },
      }),
    });
    await world.apply();
    await command('put', 'a', { options: { key: 'key' }, input: 'first' });
    const given = { options: { key: 'key', replace: true }, input: 'second', columns: 40 };
    const lines = (await command('put', 'a', given)).data.split('\n');
    expect(lines).toContain(
      '  kubectl --context prod-eks --namespace kafka annotate externalsecret credentials --overwrite force-sync="$(date +%s)"',
    );
    expect(lines).toContain('read by prod-eks/kafka ExternalSecret');
  });

  test('leaves a changed contract for apply to fulfil', async () => {
    const before = { user: 'app', key: { external: true } };
    world.declare({ a: { ...contract, value: before } });
    await world.apply();
    await command('put', 'a', { options: { key: 'key' }, input: 'first' });
    world.declare({ a: { ...contract, value: { ...before, user: 'changed' } } });
    await command('put', 'a', { options: { key: 'key', replace: true }, input: 'second' });
    expect(JSON.parse(await liveValue('prod/a'))).toEqual({ user: 'app', key: 'second' });
    expect((await world.plan()).actions).toMatchObject([{ type: 'write-value' }]);
    await world.apply();
    expect(JSON.parse(await liveValue('prod/a'))).toEqual({ user: 'changed', key: 'second' });
  });

  test('generates, and writes the text of a secret of that type', async () => {
    world.declare({ t: { type: 'text', value: { text: { external: true } } } });
    await world.apply();
    expect((await command('put', 't', { input: CANARY })).status).toBe(0);
    expect(await liveValue('prod/t')).toBe(CANARY);
    expect((await command('put', 't', { options: { generate: true, replace: true } })).status).toBe(0);
    expect(await liveValue('prod/t')).toHaveLength(32);
    expect((await world.plan()).actions).toEqual([]);
  });

  test.each([
    ['a literal', 'user', '"user" is a literal'],
    ['a key that there is not', 'kye', '"a" has no key "kye"'],
  ])('refuses %s', async (_what, key, message) => {
    world.declare({ a: contract });
    await world.apply();
    const refused = await command('put', 'a', { options: { key }, input: 'x' });
    expect(refused.status).toBe(64);
    expect(refused.prose).toContain(message);
  });

  test.each<[string, RunOptions]>([
    ['nothing on standard input', { options: { key: 'key' }, input: '' }],
    ['a lone line break', { options: { key: 'key' }, input: '\n' }],
    ['an Enter at the prompt', { options: { key: 'key' }, input: '\r', atTerminal: true }],
    ['a prompt that ends', { options: { key: 'key' }, input: '', atTerminal: true }],
    ['an empty string among keys', { input: '{"key":"","other":"o"}' }],
  ])('never writes an empty credential: %s', async (_what, given) => {
    world.declare({ a: contract });
    await world.apply();
    await command('put', 'a', { input: JSON.stringify({ key: CANARY, other: 'o' }) });
    const { status, prose } = await command('put', 'a', { ...given, options: { ...given.options, replace: true } });
    expect(status).toBe(64);
    expect(prose).toMatch(/holds no value|"key" is empty/);
    expect(JSON.parse(await liveValue('prod/a'))).toMatchObject({ key: CANARY });
  });

  test.each<[string, RunOptions, string]>([
    ['JSON that is broken', { input: '{"key":' }, 'or a JSON object of several keys'],
    ['a number for a sensitive key', { input: '{"key":1,"other":"o"}' }, '"key" is sensitive and takes a string'],
    ['an object for a sensitive key', { input: '{"key":"k","other":{}}' }, '"other" is sensitive'],
    ['--generate without a key', { options: { generate: true } }, 'say which with --key'],
    ['a file that there is not', { options: { file: '/nonexistent', key: 'key' } }, '/nonexistent: there is no such'],
  ])('is wrong usage with %s', async (_what, given, message) => {
    world.declare({ a: contract });
    await world.apply();
    const { status, prose } = await command('put', 'a', given);
    expect({ status, prose }).toEqual({ status: 64, prose: expect.stringContaining(message) });
    expect(prose).not.toMatch(/ENOENT|Error/);
  });

  const database = {
    type: 'rds-postgres',
    value: { engine: 'postgres', host: 'h', username: 'u', password: { generate: {} } },
  };
  const rotation = { lambdaArn: 'arn:aws:lambda:us-east-1:111122223333:function:rotate', schedule: 'rate(30 days)' };

  test.each([
    [{ manual: true }, /change it in the database first, .* "keywright put a --env prod --key password --replace"/],
    [{ ...rotation, rotateImmediately: false }, /use "keywright rotate a --env prod"/],
  ])('generates no password over one that a database knows (%j)', async (given, remedy) => {
    world.declare({ a: { ...database, rotation: given } });
    await world.apply();
    const before = await liveValue('prod/a');
    const options = { key: 'password', generate: true, replace: true };
    const { status, prose } = await command('put', 'a', { options });
    expect({ status, prose }).toEqual({ status: 3, prose: expect.stringMatching(remedy) });
    expect(await liveValue('prod/a')).toBe(before);
  });

  test('generates a first password even if a database is to know it', async () => {
    const value = { ...database.value, password: { external: true } };
    world.declare({ a: { ...database, value, rotation: { manual: true } } });
    await world.apply();
    expect((await command('put', 'a', { options: { key: 'password', generate: true } })).status).toBe(0);
    expect(JSON.parse(await liveValue('prod/a')).password).toHaveLength(32);
  });

  test('ends quietly with Ctrl-C at the prompt', async () => {
    world.declare({ a: contract });
    await world.apply();
    const given = { options: { key: 'key' }, input: 'half\u0003', atTerminal: true };
    const { status, data, prose } = await command('put', 'a', given);
    expect({ status, data, prose }).toEqual({ status: 130, data: '', prose: 'Value for "key" of a (not shown): \n' });
  });

  test('quotes nothing of what it was given in an error', async () => {
    world.declare({ a: { value: { key: { external: true } } } });
    await world.apply();
    const { status, prose } = await command('put', 'a', {
      options: { key: 'key' },
      input: CANARY + 'x'.repeat(70_000),
    });
    expect(status).toBe(1);
    expect(prose).not.toContain(CANARY);
  });
});

describe('rotate', () => {
  const lambdaArn = 'arn:aws:lambda:us-east-1:111122223333:function:rotate';
  const value = { engine: 'postgres', host: 'h', username: 'u', password: { generate: {} } };
  const rotation = { lambdaArn, schedule: 'cron(0 4 1 * ? *)', rotateImmediately: false };

  test('rotates by the function, waits until the new version is current, and leaves nothing to plan', async () => {
    world.declare({ a: { type: 'rds-postgres', value, rotation } });
    await world.apply();
    const before = await liveValue('prod/a');
    const { status, prose } = await command('rotate', 'a');
    expect(prose).toContain(`Rotating prod/a with ${lambdaArn}`);
    expect(status).toBe(0);
    expect(await liveValue('prod/a')).not.toBe(before);
    expect((await world.plan()).actions).toEqual([]);
  });

  test('is refused where people rotate', async () => {
    world.declare({ a: { type: 'rds-postgres', value, rotation: { manual: true } } });
    await world.apply();
    const { status, prose } = await command('rotate', 'a');
    expect(status).toBe(3);
    expect(prose).toContain('change it in the database first');
    expect(prose).toContain('keywright put a --env prod --key password --replace');
  });
});

describe('release', () => {
  test('removes our tags from an orphan and nothing else', async () => {
    world.declare({
      a: { value: { key: { generate: {} } }, tags: { Team: 'x' } },
      b: { value: { key: { generate: {} } } },
    });
    await world.apply();
    expect((await command('release', 'prod/a')).prose).toContain('is declared in');
    expect((await command('release', 'a')).prose).toContain('is declared in');
    world.declare({ b: { value: { key: { generate: {} } } } });
    expect((await command('release', 'prod/a')).status).toBe(0);
    const { Tags } = await world.client().send(new DescribeSecretCommand({ SecretId: 'prod/a' }));
    expect(Tags).toEqual([
      { Key: 'Environment', Value: 'prod' },
      { Key: 'Owner', Value: 'team' },
      { Key: 'Team', Value: 'x' },
    ]);
    expect((await world.plan()).orphans).toEqual([]);
  });

  test("refuses other people's secrets", async () => {
    world.declare({ b: { value: { key: { generate: {} } } } });
    await world.client().send(new CreateSecretCommand({ Name: 'theirs' }));
    expect(await command('release', 'theirs')).toMatchObject({ status: 3 });
  });
});
