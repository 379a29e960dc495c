import { CreateSecretCommand, DeleteSecretCommand, DescribeSecretCommand } from '@aws-sdk/client-secrets-manager';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { LocalEndpoint } from '../../runtime/local/options.ts';
import { startLocalEndpoint } from '../../runtime/local/server.ts';
import { clientFor } from './client.ts';

const START = new Date('2026-01-01T00:00:00Z');
let endpoint: LocalEndpoint;

beforeEach(async () => {
  endpoint = await startLocalEndpoint({ clock: () => START });
});
afterEach(() => endpoint.close());

async function control(method: string, path: string, body?: object, type = 'application/json') {
  const init =
    body === undefined ? { method } : { method, body: JSON.stringify(body), headers: { 'content-type': type } };
  const response = await fetch(`${endpoint.url}/_keywright/${path}`, init);
  return { status: response.status, body: await response.json() };
}

test('the clock can be moved on, and what is due by then has happened', async () => {
  const client = clientFor(endpoint.url);
  await client.send(new CreateSecretCommand({ Name: 'short' }));
  await client.send(new DeleteSecretCommand({ SecretId: 'short', RecoveryWindowInDays: 7 }));
  expect(await control('GET', 'clock')).toEqual({ status: 200, body: { now: '2026-01-01T00:00:00.000Z' } });
  const moved = await control('POST', 'clock', { advanceSeconds: 7 * 86_400 });
  expect(moved).toEqual({ status: 200, body: { now: '2026-01-08T00:00:00.000Z' } });
  await expect(client.send(new DescribeSecretCommand({ SecretId: 'short' }))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  });
});

test('faults can be turned on and off', async () => {
  const client = clientFor(endpoint.url);
  const create = () => client.send(new CreateSecretCommand({ Name: 'x' }));
  expect(await control('PUT', 'faults', { errorRate: 1, operations: ['CreateSecret'] })).toEqual({
    status: 200,
    body: {},
  });
  await expect(create()).rejects.toMatchObject({ name: 'InternalServiceError' });
  await control('PUT', 'faults', {});
  await create();
});

test('requests are counted', async () => {
  await clientFor(endpoint.url).send(new CreateSecretCommand({ Name: 'x' }));
  expect(await control('GET', 'requests')).toEqual({ status: 200, body: { CreateSecret: 1 } });
});

test.each([
  ['PUT', 'faults', { errorRate: 2 }, 400],
  ['POST', 'clock', {}, 400],
  ['POST', 'clock', { advanceSeconds: -1 }, 400],
  ['POST', 'nothing', {}, 404],
])('%s %s %j is refused', async (method, path, body, status) => {
  expect(await control(method, path, body)).toMatchObject({ status, body: { __type: expect.any(String) } });
});

test('a form that a browser sends without asking is refused', async () => {
  expect(await control('POST', 'clock', { advanceSeconds: 1 }, 'text/plain')).toMatchObject({ status: 415 });
});
