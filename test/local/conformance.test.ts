import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { LocalEndpoint } from '../../runtime/local/options.ts';
import { startLocalEndpoint } from '../../runtime/local/server.ts';
import { createAws } from './conformance/aws.ts';
import { behaviours } from './conformance/list.ts';

let endpoint: LocalEndpoint;

beforeAll(async () => {
  endpoint = await startLocalEndpoint();
});
afterAll(() => endpoint.close());

describe('what AWS documents', () => {
  test.each(behaviours.map((behaviour) => [behaviour.title, behaviour.source, behaviour] as const))(
    '%s (%s)',
    async (_title, _source, { run }) => {
      await run(
        createAws({
          url: endpoint.url,
          region: 'us-east-1',
          credentials: { accessKeyId: '111122223333', secretAccessKey: 'x' },
          rotationLambdaArn: 'arn:aws:lambda:us-east-1:111122223333:function:rotate',
        }),
      );
    },
  );

  test('there are at least 120, each told once, each with its source', () => {
    expect(behaviours.length).toBeGreaterThanOrEqual(120);
    expect(new Set(behaviours.map(({ title, source }) => `${title} ${source}`)).size).toBe(behaviours.length);
    for (const { source } of behaviours) expect(source).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
  });
});
