import { createServer, type IncomingMessage, request } from 'node:http';
import { afterEach, expect, test } from '@jest/globals';
import { startLocalEndpoint } from '../../runtime/local/server.ts';
import { createWorld, type RunOptions, type World } from '../support/world.ts';

/** A value on its way to AWS and in AWS; no output may hold it, not even where a server quotes what it was sent. */
const CANARY = 'canary-Zx9"!k2\\live';
const forms = [
  CANARY,
  JSON.stringify(CANARY).slice(1, -1),
  Buffer.from(CANARY).toString('base64'),
  encodeURIComponent(CANARY),
];

let world: World;
let close: () => unknown = () => undefined;
afterEach(async () => {
  await world.close();
  await close();
});

/** The embedded endpoint behind a proxy that answers an operation with an error that quotes the whole request. */
async function startEcho(echoed: () => string) {
  const endpoint = await startLocalEndpoint();
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const body = Buffer.concat(chunks);
      if (String(incoming.headers['x-amz-target'] ?? '').endsWith(`.${echoed()}`)) {
        const Message = `I can't do ${body.toString()}`;
        outgoing.writeHead(400, { 'content-type': 'application/x-amz-json-1.1' });
        outgoing.end(JSON.stringify({ __type: 'InvalidParameterException', Message }));
        return;
      }
      const { method = 'POST', headers } = incoming;
      request(new URL(incoming.url ?? '/', endpoint.url), { method, headers }, (answer: IncomingMessage) => {
        outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(outgoing);
      }).end(body);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  close = async () => {
    server.close();
    server.closeAllConnections();
    await endpoint.close();
  };
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
}

async function outputOf(command: string, given: RunOptions = {}): Promise<string> {
  try {
    const { data, prose } = await world.run(command, given);
    return data + prose;
  } catch (error) {
    return error instanceof Error ? `${error.message}${error.stack}${String(error.cause)}` : String(error);
  }
}

function expectNoCanary(output: string): void {
  expect(output).not.toBe('');
  for (const form of forms) expect(output).not.toContain(form);
}

const declared = {
  a: { value: { key: { fromEnv: 'KEY' }, other: { external: true } } },
  b: { value: { key: { fromEnv: 'KEY' } } },
};

test.each(['json', 'text'] as const)('no command shows it, as %s', async (format) => {
  let broken = '';
  world = await createWorld({ url: await startEcho(() => broken) });
  world.declare(declared);
  const env = { KEY: CANARY };
  const put = { arguments: ['a'], options: { env: ['prod'] }, env, input: JSON.stringify({ other: CANARY }) };
  const apply = { options: { yes: true }, env, format };

  broken = 'CreateSecret';
  const failed = await outputOf('apply', apply);
  expect(failed).toContain('withheld');
  expectNoCanary(failed);
  broken = '';
  expectNoCanary(await outputOf('apply', apply));
  broken = 'PutSecretValue';
  expectNoCanary(await outputOf('put', { ...put, format }));
  broken = '';
  expectNoCanary(await outputOf('put', { ...put, format }));
  const changed = { ...declared.b.value, more: { fromEnv: 'KEY' } };
  world.declare({ ...declared, b: { value: changed } });
  broken = 'PutSecretValue';
  expectNoCanary(await outputOf('apply', apply));
  broken = 'UpdateSecretVersionStage';
  expectNoCanary(await outputOf('apply', apply));
  broken = '';
  expectNoCanary(await outputOf('apply', apply));
  for (const command of ['plan', 'drift']) expectNoCanary(await outputOf(command, { format, env }));
  expectNoCanary(await outputOf('import', { options: { readKeys: true, namePrefix: 'none' }, env }));
});
