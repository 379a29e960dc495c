import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { afterEach, describe, expect, test } from '@jest/globals';
import { sweepRegion } from '../../pipelines/aws/observe/sweep.ts';
import { startLocalEndpoint } from '../../runtime/local/server.ts';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

function clientOf(endpoint: string) {
  const client = new SecretsManagerClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'LOCAL111122223333', secretAccessKey: 'test' },
  });
  let requests = 0;
  client.middlewareStack.add(
    (next) => (args) => {
      requests += 1;
      return next(args);
    },
    { step: 'build' },
  );
  closers.push(() => client.destroy());
  return { client, requests: () => requests };
}

async function sweep(url: string) {
  const { client, requests } = clientOf(url);
  const seen = new Set<string>();
  await sweepRegion(client, ({ Name = '' }) => seen.add(Name));
  return { seen, requests: requests() };
}

describe('a sweep of a Region', () => {
  // Around the ends of pages, and where the two sweeps meet.
  test.each([0, 1, 99, 100, 101, 199, 200, 201, 299, 301, 400, 401, 499, 650, 1_003])(
    'sees each of %d secrets',
    async (count) => {
      const endpoint = await startLocalEndpoint();
      closers.push(endpoint.close);
      const { client } = clientOf(endpoint.url);
      // Pairs that differ in case alone.
      const names = Array.from({ length: count }, (_, index) => `${index % 2 === 0 ? 'app' : 'APP'}-${index >> 1}`);
      for (let start = 0; start < count; start += 50)
        await Promise.all(
          names
            .slice(start, start + 50)
            .map((Name) => client.send(new CreateSecretCommand({ Name, SecretString: 'x' }))),
        );
      const { seen, requests } = await sweep(endpoint.url);
      expect([...seen].sort()).toEqual([...names].sort());
      expect(requests).toBeLessThanOrEqual(Math.max(1, Math.ceil(count / 100)) + 3);
    },
  );

  test('needs no server that can sort', async () => {
    const names = Array.from({ length: 720 }, (_, index) => `secret-${(index * 7) % 720}`);
    const { seen } = await sweep(await startUnsorted(names));
    expect([...seen].sort()).toEqual([...names].sort());
  });
});

/** Answers ListSecrets page by page, with an empty one in between, in the same order whatever is asked. */
async function startUnsorted(names: readonly string[]): Promise<string> {
  const server: Server = createServer(async (request, response) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { NextToken } = JSON.parse(Buffer.concat(chunks).toString());
    const step = Number(NextToken ?? 0);
    const start = (step >> 1) * 100;
    const page = step % 2 === 0 ? names.slice(start, start + 100) : [];
    const isLast = step % 2 === 1 && start + 100 >= names.length;
    const SecretList = page.map((Name) => ({ Name, ARN: `arn:${Name}` }));
    response.setHeader('content-type', 'application/x-amz-json-1.1');
    response.end(JSON.stringify({ SecretList, ...(isLast ? {} : { NextToken: String(step + 1) }) }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => server.close());
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}`;
}
