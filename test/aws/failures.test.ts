import { createServer } from 'node:http';
import { afterEach, describe, expect, test } from '@jest/globals';
import { createWorld, type World } from '../support/world.ts';

let world: World;
afterEach(() => world.close());

const generated = { value: { key: { generate: {} } } };
const allowAllBut = (...Action: string[]) => ({
  '*': {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: '*', Resource: '*' },
      { Effect: 'Deny', Action, Resource: '*' },
    ],
  },
});

describe('a failure of one secret', () => {
  test('is told with the operation, the request and what to do, and stops no other', async () => {
    world = await createWorld({ keys: { 'alias/broken': 'Disabled' } });
    world.declare({ a: { ...generated, kmsKeyId: 'alias/broken' }, b: generated });
    const { status, data } = await world.run('apply', { format: 'json', options: { yes: true } });
    expect(JSON.parse(data).outcomes).toMatchObject([
      {
        id: 'prod/a#create',
        status: 'failed',
        error: expect.stringMatching(/^CreateSecret: \w+: .* \(request [\w-]+\) ./),
      },
      { id: 'prod/b#create', status: 'done' },
    ]);
    expect(status).toBe(1);
  });

  test('names the permission that is missing', async () => {
    world = await createWorld({ policies: allowAllBut('secretsmanager:UpdateSecret') });
    world.declare({ a: generated });
    await world.apply();
    world.declare({ a: { ...generated, description: 'Changed.', tags: { New: '1' }, kmsKeyId: 'alias/app' } });
    const { outcomes } = await world.apply();
    expect(outcomes).toMatchObject([
      {
        id: 'prod/a#update-metadata',
        status: 'failed',
        error: expect.stringContaining('Allow secretsmanager:UpdateSecret on that secret'),
      },
      { id: 'prod/a#update-kms-key', status: 'skipped' },
    ]);
  });

  test('of a rotation function says where to look', async () => {
    world = await createWorld({ unknownRotationFunctions: 'refuse' });
    const value = { engine: 'postgres', host: 'h', username: 'u', password: { generate: {} } };
    const rotation = {
      lambdaArn: 'arn:aws:lambda:us-east-1:111122223333:function:missing',
      schedule: 'cron(0 4 1 * ? *)',
    };
    world.declare({ a: { type: 'rds-postgres', value, rotation } });
    expect((await world.apply()).outcomes[0]?.error).toContain('See that the rotation function exists');
  });
});

describe('a world that is broken', () => {
  test('where lists are denied, no environment is planned', async () => {
    world = await createWorld({ policies: allowAllBut('secretsmanager:ListSecrets') });
    world.declare({ a: generated });
    await expect(world.run('plan')).rejects.toMatchObject({
      status: 1,
      message: expect.stringMatching(/^prod: ListSecrets: AccessDeniedException: .*Allow secretsmanager:ListSecrets/),
    });
  });

  test('throttling and faults are waited out', async () => {
    world = await createWorld({ faults: { throttleRate: 0.2, errorRate: 0.05, lostReplyRate: 0.05 }, seed: 3 });
    world.declare(Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`s${index}`, generated])));
    let result = await world.apply();
    for (let round = 0; round < 3 && result.summary.failed > 0; round += 1) result = await world.apply();
    expect(result.summary.failed).toBe(0);
    expect((await world.plan()).actions).toEqual([]);
  });

  test('a quota of the account is final, and tried once', async () => {
    const server = await startFullAccount();
    world = await createWorld({ url: server.url });
    world.declare({ a: { value: { user: 'x' }, publicKeys: ['user'] } });
    const { outcomes } = await world.apply();
    server.close();
    expect(outcomes[0]?.error).toContain('waiting does not help');
    expect(server.creates()).toBe(1);
  });
});

const IDENTITY = `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
<Account>111122223333</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`;

/** An account without secrets that takes no more of them. */
async function startFullAccount() {
  let creates = 0;
  const server = createServer((request, response) => {
    const operation = String(request.headers['x-amz-target'] ?? '').split('.')[1] ?? '';
    if (operation === 'CreateSecret') creates += 1;
    const { status, body } = answerTo(operation);
    request
      .resume()
      .on('end', () => response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(body));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return { url: `http://127.0.0.1:${port}`, creates: () => creates, close: () => server.close() };
}

function answerTo(operation: string): { readonly status: number; readonly body: string } {
  if (operation === '') return { status: 200, body: IDENTITY };
  if (operation === 'ListSecrets') return { status: 200, body: '{"SecretList":[]}' };
  const type = operation === 'CreateSecret' ? 'LimitExceededException' : 'ResourceNotFoundException';
  return { status: 400, body: JSON.stringify({ __type: type, Message: 'no more' }) };
}
