import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createServer } from 'node:net';

/**
 * Whether this machine has moto_server. If all components are required, tests run and fail without it instead of being
 * skipped.
 */
export const hasMoto = spawnSync('moto_server', ['--help'], { stdio: 'ignore' }).status === 0;
export const skipReason = 'moto_server is not installed (pip install "moto[server]")';
export const mustRun = process.env.KEYWRIGHT_REQUIRE_ALL === '1';

export type Moto = { readonly url: string; readonly close: () => unknown };

/** Starts a separate moto server for one account, and waits until it answers. */
export async function startMoto(accountId: string): Promise<Moto> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn('moto_server', ['-p', String(port)], {
    env: { ...process.env, MOTO_ACCOUNT_ID: accountId },
    stdio: 'ignore',
    detached: true,
  });
  await waitFor(url, child);
  // A version manager's shim starts the server as its own child process; both are in one process group.
  return { url, close: () => child.pid !== undefined && process.kill(-child.pid) };
}

async function waitFor(url: string, child: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 150; attempt += 1) {
    if (child.exitCode !== null) break;
    try {
      await fetch(`${url}/moto-api/`);
      return;
    } catch {
      await new Promise((done) => setTimeout(done, 200));
    }
  }
  throw new Error('moto_server did not start');
}

function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((done) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => done(port));
    });
  });
}
