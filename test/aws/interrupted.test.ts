import { DescribeSecretCommand, GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createWorld, type World } from '../support/world.ts';

/** An apply that ends between PutSecretValue and the move of AWSCURRENT, and is repeated with other variables. */

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

const key = { fromEnv: 'KEY', generation: 1 };
const token = { generate: {}, generation: 1 };

const live = async () => {
  const { SecretString = '', VersionId } = await world.client().send(new GetSecretValueCommand({ SecretId: 'prod/a' }));
  return { value: SecretString, id: VersionId };
};
const stages = async () =>
  (await world.client().send(new DescribeSecretCommand({ SecretId: 'prod/a' }))).VersionIdsToStages ?? {};

async function applyInterrupted(given: string) {
  world.endpoint?.setFaults({ errorRate: 1, operations: ['UpdateSecretVersionStage'] });
  const { outcomes } = await world.apply({ env: { KEY: given } });
  expect(outcomes).toMatchObject([{ status: 'failed' }]);
  world.endpoint?.setFaults({});
  return Object.entries(await stages()).find(([, labels]) => labels.includes('keywright'))?.[0];
}

async function applyWhole(given: string) {
  const { outcomes } = await world.apply({ env: { KEY: given } });
  expect(outcomes).toMatchObject([{ status: 'done' }]);
  expect(
    Object.values(await stages())
      .flat()
      .sort(),
  ).toEqual(['AWSCURRENT', 'AWSPREVIOUS']);
  expect((await world.plan()).actions).toEqual([]);
}

test('a version that holds what would be put now is taken, with the parts that it generated', async () => {
  world.declare({ a: { value: { key, token } } });
  await world.apply({ env: { KEY: 'first' } });
  world.declare({ a: { value: { key: { ...key, generation: 2 }, token: { ...token, generation: 2 } } } });
  const put = await applyInterrupted('second');
  await applyWhole('second');
  expect((await live()).id).toBe(put);
});

test('a variable that has changed since is put anew', async () => {
  world.declare({ a: { value: { key, token } } });
  await world.apply({ env: { KEY: 'first' } });
  world.declare({ a: { value: { key: { ...key, generation: 2 }, token } } });
  const seen = [await applyInterrupted('second'), await applyInterrupted('third'), await applyInterrupted('fourth')];
  expect(new Set(seen).size).toBe(3);
  await applyWhole('third');
  expect(JSON.parse((await live()).value)).toMatchObject({ key: 'third' });
});

test('a text is put anew as well', async () => {
  world.declare({ a: { type: 'text', value: { text: key } } });
  await world.apply({ env: { KEY: 'first' } });
  world.declare({ a: { type: 'text', value: { text: { ...key, generation: 2 } } } });
  await applyInterrupted('{"a":1}');
  await applyWhole('{"a": 1}');
  expect((await live()).value).toBe('{"a": 1}');
});

test('a run that ends before it could record a value that was put anew finds it', async () => {
  world.declare({ a: { value: { key, token } } });
  await world.apply({ env: { KEY: 'first' } });
  world.declare({ a: { value: { key: { ...key, generation: 2 }, token } } });
  await applyInterrupted('second');
  world.endpoint?.setFaults({ errorRate: 1, operations: ['TagResource'] });
  await world.apply({ env: { KEY: 'third' } });
  world.endpoint?.setFaults({});
  const { actions } = await world.plan();
  expect(actions).toMatchObject([{ type: 'update-metadata', effects: ['harmless'] }]);
});
