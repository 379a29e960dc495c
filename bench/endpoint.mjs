import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { keywright } from './keywright.mjs';

const ACCOUNT = '111122223333';

/** Starts the embedded endpoint in a process of its own. `env` points the SDK at it. */
export async function startEndpoint(...options) {
  const [program, ...parameters] = keywright('local', '--port', '0', '--account', ACCOUNT, ...options);
  const server = spawn(program, parameters, { stdio: ['ignore', 'pipe', 'inherit'] });
  const [lines] = await once(server.stdout, 'data');
  const env = Object.fromEntries(
    [...String(lines).matchAll(/^export (\w+)=(.*)$/gm)].map(([, name, value]) => [name, value]),
  );
  return {
    env,
    close: async () => {
      server.kill('SIGTERM');
      await once(server, 'exit');
    },
  };
}

/** Applies an estate to an endpoint whose state is kept in a file, without waiting for quotas. */
export async function fill(state, estate) {
  const endpoint = await startEndpoint('--state', state);
  try {
    const [program, ...parameters] = keywright('apply', '--yes', '--dir', estate);
    const now = ['--import', fileURLToPath(new URL('without-waiting.mjs', import.meta.url))];
    execFileSync(program, [...now, ...parameters], { env: { ...process.env, ...endpoint.env }, stdio: 'ignore' });
  } finally {
    await endpoint.close();
  }
}
