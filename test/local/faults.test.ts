import {
  CreateSecretCommand,
  DescribeSecretCommand,
  GetRandomPasswordCommand,
  ListSecretsCommand,
  paginateListSecrets,
} from '@aws-sdk/client-secrets-manager';
import { expect, test } from '@jest/globals';
import type { FaultOptions } from '../../runtime/local/faults/faults.ts';
import { createQuotas } from '../../runtime/local/faults/quotas.ts';
import type { LocalEndpoint, LocalEndpointOptions } from '../../runtime/local/options.ts';
import { startLocalEndpoint } from '../../runtime/local/server.ts';
import { clientFor } from './client.ts';

async function withFaults<T>(
  faults: FaultOptions,
  use: (endpoint: LocalEndpoint) => Promise<T>,
  rest: LocalEndpointOptions = {},
): Promise<T> {
  const endpoint = await startLocalEndpoint({ ...rest, faults });
  try {
    return await use(endpoint);
  } finally {
    await endpoint.close();
  }
}

const create = (endpoint: LocalEndpoint, Name: string) =>
  clientFor(endpoint.url).send(new CreateSecretCommand({ Name }));
const describe = (endpoint: LocalEndpoint, SecretId: string) =>
  clientFor(endpoint.url).send(new DescribeSecretCommand({ SecretId }));

/** The names of the errors of twenty requests; ok where there was none. */
async function twenty(endpoint: LocalEndpoint): Promise<string[]> {
  const outcomes: string[] = [];
  for (let count = 0; count < 20; count++) {
    const request = clientFor(endpoint.url).send(new GetRandomPasswordCommand({}));
    outcomes.push(await request.then(() => 'ok').catch((error: Error) => error.name));
  }
  return outcomes;
}

test.each([
  [{ errorRate: 0.5 }, 'InternalServiceError'],
  [{ throttleRate: 0.5 }, 'ThrottlingException'],
  [{ expiredTokenRate: 0.5 }, 'ExpiredTokenException'],
])('%j fails some requests, and the same ones with the same seed', async (faults, name) => {
  const outcomes = await withFaults(faults, twenty, { seed: 7 });
  expect(new Set(outcomes)).toEqual(new Set(['ok', name]));
  expect(await withFaults(faults, twenty, { seed: 7 })).toEqual(outcomes);
  expect(await withFaults(faults, twenty, { seed: 8 })).not.toEqual(outcomes);
});

test('a lost reply leaves its work done', () =>
  withFaults({ lostReplyRate: 1, operations: ['CreateSecret'] }, async (endpoint) => {
    await expect(create(endpoint, 'done')).rejects.toThrow(/socket hang up|ECONNRESET/);
    expect(await describe(endpoint, 'done')).toMatchObject({ Name: 'done' });
  }));

test('lists lag behind, single secrets do not', async () => {
  let now = new Date('2026-01-01T00:00:00Z');
  await withFaults(
    { lagMs: 300_000 },
    async (endpoint) => {
      const names = async () => {
        const { SecretList } = await clientFor(endpoint.url).send(new ListSecretsCommand({}));
        return SecretList?.map(({ Name }) => Name);
      };
      await create(endpoint, 'late');
      await describe(endpoint, 'late');
      expect(await names()).toEqual([]);
      now = new Date('2026-01-01T00:05:00Z');
      expect(await names()).toEqual(['late']);
    },
    { clock: () => now },
  );
});

test('empty pages with a NextToken hide nothing from who goes on', () =>
  withFaults({ emptyPageRate: 0.5 }, async (endpoint) => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    for (const name of names) await create(endpoint, name);
    const pages: (string | undefined)[][] = [];
    for await (const page of paginateListSecrets({ client: clientFor(endpoint.url), pageSize: 2 }, {})) {
      pages.push((page.SecretList ?? []).map(({ Name }) => Name));
    }
    expect(pages.flat()).toEqual(names);
    expect(pages.some((page) => page.length === 0)).toBe(true);
  }));

test('quotas are kept per second, account, Region and group of operations', () => {
  let now = 0;
  const quotas = createQuotas(() => now);
  const admitted = (operation: string, region = 'us-east-1') =>
    Array.from({ length: 200 }, () => quotas.admits(operation, '111122223333', region)).filter(Boolean).length;
  expect(admitted('TagResource')).toBe(50);
  expect(admitted('UntagResource')).toBe(0);
  expect(admitted('UntagResource', 'eu-west-1')).toBe(50);
  expect(admitted('ListSecrets')).toBe(100);
  now = 500;
  expect(admitted('UntagResource')).toBe(25);
});
