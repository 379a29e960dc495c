import { DescribeSecretCommand, GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createWorld, type World } from '../support/world.ts';

/** Names that every JavaScript object has a meaning for already. */
const NAMES = ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'prototype'];

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

/** An own field, whatever its name; an object literal would take `__proto__` for the prototype. */
const field = <T>(name: string, value: T): { readonly [key: string]: T } => Object.fromEntries([[name, value]]);
const liveValue = async () =>
  (await world.client().send(new GetSecretValueCommand({ SecretId: 'prod/a' }))).SecretString ?? '';

describe.each(NAMES)('%s', (name) => {
  test('is a key of a value like any other, and a tag', async () => {
    const value = { ...field(name, 'literal'), token: { generate: {} } };
    world.declare({ a: { value, publicKeys: [name], tags: field(name, 'x') } });
    await world.apply();
    expect(Object.entries(JSON.parse(await liveValue()))).toContainEqual([name, 'literal']);
    const { Tags } = await world.client().send(new DescribeSecretCommand({ SecretId: 'prod/a' }));
    expect(Tags).toContainEqual({ Key: name, Value: 'x' });
    expect((await world.plan()).actions).toEqual([]);
    world.declare({ a: { value: { ...value, ...field(name, 'other') }, publicKeys: [name] } });
    await world.apply();
    expect(Object.entries(JSON.parse(await liveValue()))).toContainEqual([name, 'other']);
    expect((await world.plan()).actions).toEqual([]);
  });

  test('is a key that somebody puts', async () => {
    world.declare({ a: { value: field(name, { external: true }) } });
    expect(await world.apply()).toMatchObject({ awaitingValue: [{ keys: [name] }] });
    await world.run('put', { arguments: ['a'], options: { env: ['prod'], key: name }, input: 'given' });
    expect(Object.entries(JSON.parse(await liveValue()))).toEqual([[name, 'given']]);
  });

  test('is a variable only where it is set', async () => {
    world.declare({ a: { value: { key: { fromEnv: name } } } });
    expect(await world.apply()).toMatchObject({ awaitingValue: [{ keys: ['key'], source: 'fromEnv' }] });
    expect((await world.apply()).awaitingValue).toHaveLength(1);
    expect(await world.apply({ env: field(name, 'given') })).toMatchObject({ awaitingValue: [] });
    expect(JSON.parse(await liveValue())).toEqual({ key: 'given' });
  });

  test('is a Sid, and the name of a reader', async () => {
    const statement = { Effect: 'Deny', Principal: '*', Action: 'secretsmanager:DeleteSecret', Resource: '*' };
    const reader = { roleArn: 'arn:aws:iam::111122223333:role/b', grant: 'external' };
    const sid = name.replaceAll('_', '');
    world.declare({
      a: {
        value: { token: { generate: {} } },
        resourcePolicy: { Statement: [{ Sid: sid, ...statement }] },
        readers: field(name, reader),
      },
    });
    expect((await world.apply()).summary).toEqual({ done: 1, failed: 0, skipped: 0 });
    expect((await world.plan()).actions).toEqual([]);
  });
});

test('they are names of secrets and environments where DNS takes them', async () => {
  const spec = { tier: 'development', managedBy: 'o/r', aws: { accountId: '111122223333', region: 'us-east-1' } };
  const secret = {
    type: 'application',
    owner: 'team',
    environments: ['constructor'],
    value: { token: { generate: {} } },
    overrides: { constructor: { description: 'Own.' } },
  };
  world.declareTree({
    'secrets.d/a.yaml': [
      { kind: 'Environment', metadata: { name: 'constructor' }, spec },
      { kind: 'Secret', metadata: { name: 'constructor' }, spec: secret },
    ]
      .map((document) => JSON.stringify({ apiVersion: 'keywright/v1', ...document }))
      .join('\n---\n'),
  });
  expect((await world.apply()).outcomes).toMatchObject([{ id: 'constructor/constructor#create', status: 'done' }]);
  const { Description } = await world.client().send(new DescribeSecretCommand({ SecretId: 'constructor/constructor' }));
  expect(Description).toBe('Own.');
  expect((await world.plan()).actions).toEqual([]);
});
