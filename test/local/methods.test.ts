import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { LocalEndpoint } from '../../runtime/local/options.ts';
import { startLocalEndpoint } from '../../runtime/local/server.ts';
import { sign } from './conformance/sign.ts';

const credentials = { accessKeyId: '111122223333', secretAccessKey: 'x' };
let endpoint: LocalEndpoint;

beforeAll(async () => {
  endpoint = await startLocalEndpoint();
});
afterAll(() => endpoint.close());

test.each([
  ['POST', 200],
  ['GET', 400],
  ['PUT', 400],
  ['DELETE', 400],
])('a signed %s is answered with %i', async (method, expected) => {
  const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': 'secretsmanager.ListSecrets' };
  const { host } = new URL(endpoint.url);
  const signed = sign({ host, region: 'us-east-1', service: 'secretsmanager', headers, body: '' }, credentials);
  const response = await fetch(endpoint.url, { method, headers: signed });
  const answer: unknown = await response.json();
  expect(response.status).toBe(expected);
  expect(answer).toEqual(expected === 200 ? { SecretList: [] } : { __type: 'UnknownOperationException' });
});
