import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Control } from './control.ts';
import { createHandler } from './dispatch.ts';
import { unreadable } from './errors.ts';
import type { LocalEndpoint, LocalEndpointOptions } from './options.ts';
import { createService } from './service.ts';
import { jsonError } from './wire/answer.ts';
import { createWorld, type World } from './world.ts';

/** The longest that setTimeout waits. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/**
 * Starts Secrets Manager, with the parts of STS and KMS that it needs, on one address. Rejects if the port or state
 * file is unavailable.
 */
export async function startLocalEndpoint(options: LocalEndpointOptions = {}): Promise<LocalEndpoint> {
  const host = options.host ?? '127.0.0.1';
  const address = { url: '' };
  const counts = new Map<string, number>();
  const world = createWorld(options, () => address.url);
  const service = createService(world, options);
  const alarm = createAlarm(world, service.settle);
  const settled = async () => {
    service.settle();
    await world.rotator.settled();
  };
  const control: Control = {
    now: world.now,
    advance(milliseconds) {
      world.advance(milliseconds);
      service.settle();
    },
    setFaults: world.faults.set,
    requestCounts: () => Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
  const count = (operation: string) => counts.set(operation, (counts.get(operation) ?? 0) + 1);
  const { faults, flush, log } = world;
  const hooks = { control, faults, count, flush, log, done: alarm.set };
  const server = createServer(createHandler(service, hooks));
  server.on('clientError', refuseConnection);
  const { port } = await listen(server, options.port ?? 0, host).catch(async (error: unknown) => {
    await world.close();
    throw error;
  });
  address.url = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  alarm.set();
  return {
    url: address.url,
    requestCounts: control.requestCounts,
    setFaults: control.setFaults,
    settled,
    async advance(milliseconds) {
      world.advance(milliseconds);
      await settled();
      alarm.set();
    },
    async close() {
      alarm.stop();
      world.rotator.stop();
      await closeServer(server);
      await world.close();
    },
  };
}

/** Refuses input that is not HTTP like any other request, and closes the connection. */
function refuseConnection(_: Error, socket: Duplex) {
  const { body, headers } = jsonError(unreadable('The request is not valid HTTP.'), randomUUID());
  const lines = Object.entries({ ...headers, 'content-length': Buffer.byteLength(body), connection: 'close' });
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  if (socket.writable) socket.end(`HTTP/1.1 400 Bad Request\r\n${head}\r\n${body}`);
}

/** Runs due tasks while no requests arrive. */
function createAlarm({ store, now, flush }: World, settle: () => void) {
  let timer: NodeJS.Timeout | undefined;
  const set = () => {
    clearTimeout(timer);
    const next = store.agenda.nextDate();
    if (next === undefined) return;
    timer = setTimeout(ring, Math.min(Math.max(0, next - now()), MAX_TIMER_MS));
    timer.unref();
  };
  const ring = () => {
    settle();
    // A file that can't be written fails the next request, whose flush rejects too.
    flush().catch(() => undefined);
    set();
  };
  return { set, stop: () => clearTimeout(timer) };
}

function listen(server: Server, port: number, host: string): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('The endpoint has no port.'));
      else resolve(address);
    });
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
