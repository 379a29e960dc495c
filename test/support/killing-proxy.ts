import { createServer, type IncomingMessage, request } from 'node:http';

export type KillingProxy = { readonly url: string; readonly seen: () => number; readonly close: () => void };

/** Forwards requests to `target`; once the n-th has been carried out, calls `kill` instead of answering. */
export function startKillingProxy(target: string, n: number, kill: () => void): Promise<KillingProxy> {
  let seen = 0;
  const server = createServer((incoming, outgoing) => {
    seen += 1;
    const isLast = seen === n;
    const forward = request(new URL(incoming.url ?? '/', target), {
      method: incoming.method,
      headers: incoming.headers,
    });
    forward.on('response', (answer: IncomingMessage) => {
      if (isLast) {
        answer.resume().on('end', kill);
        return;
      }
      outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(outgoing);
    });
    forward.on('error', () => outgoing.destroy());
    incoming.pipe(forward);
  });
  return new Promise((done) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      done({
        url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
        seen: () => seen,
        close: () => {
          server.close();
          server.closeAllConnections();
        },
      });
    });
  });
}
