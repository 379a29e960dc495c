import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createAwsContext } from '../../pipelines/aws/session/context.ts';
import { isRefusal, openSession } from '../../pipelines/aws/session/session.ts';
import { sideBySide } from '../../pipelines/aws/session/side-by-side.ts';
import { createSecret } from '../../pipelines/aws/value/create.ts';
import { loadEstate } from '../../pipelines/declarations/estate.ts';
import type { LocalEndpoint } from '../../runtime/local/options.ts';
import { startLocalEndpoint } from '../../runtime/local/server.ts';
import { removeTree, writeTree } from '../support/estate.ts';
import { bundle } from '../support/run-cli.ts';
import { ACCOUNT, treeOf } from '../support/world.ts';

/** Secrets that exist, and secrets to create. `docs/performance.md` has the figures for 10,000 and 50,000. */
const EXISTING = Number(process.env.KEYWRIGHT_SCALE ?? 650);
const NEW = Number(process.env.KEYWRIGHT_SCALE_NEW ?? 60);
const LATENCY_MS = 30;
const MAX_MEMORY_MB = EXISTING > 10_000 ? Number.POSITIVE_INFINITY : 400;

let endpoint: LocalEndpoint;
let root = '';
const state = writeTree({});
beforeAll(async () => {
  root = writeTree(treeOf(secrets(EXISTING), { prod: {} }));
  endpoint = await startLocalEndpoint({ statePath: join(state, 'aws.json') });
  await seed();
  await endpoint.close();
  endpoint = await startLocalEndpoint({
    statePath: join(state, 'aws.json'),
    faults: { latencyMs: LATENCY_MS, throttle: true },
  });
}, 600_000);
afterAll(async () => {
  await endpoint.close();
  removeTree(root);
  removeTree(state);
});

describe(`${EXISTING} secrets, ${LATENCY_MS} ms a request`, () => {
  test('a plan costs pages, and an apply of creates what the quota asks for', async () => {
    const plan = await measure('plan', '--format', 'json');
    const requests = JSON.parse(plan.stdout).requests;
    console.log(`plan of ${EXISTING}: ${JSON.stringify(requests)}, ${plan.seconds.toFixed(1)} s, ${plan.memoryMb} MB`);
    expect(JSON.parse(plan.stdout)).toMatchObject({ actions: [], summary: { unchanged: EXISTING } });
    expect(requests).toEqual({ GetCallerIdentity: 1, ListSecrets: expect.any(Number) });
    expect(requests.ListSecrets).toBeLessThanOrEqual(Math.ceil(EXISTING / 100) + 3);
    expect(plan.memoryMb).toBeLessThan(MAX_MEMORY_MB);

    removeTree(root);
    root = writeTree(treeOf(secrets(EXISTING + NEW), { prod: {} }));
    const apply = await measure('apply', '--yes', '--format', 'json');
    console.log(`apply of ${NEW}: ${apply.seconds.toFixed(1)} s, ${apply.memoryMb} MB`);
    expect(JSON.parse(apply.stdout).summary).toEqual({ done: NEW, failed: 0, skipped: 0 });
    expect(apply.memoryMb).toBeLessThan(MAX_MEMORY_MB);
  }, 1_200_000);
});

function secrets(count: number) {
  const value = { user: 'app', password: { generate: {} } };
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `secret-${index}`,
      { value, publicKeys: ['user'], tags: { Team: 'x' } },
    ]),
  );
}

/** Creates what is declared as apply would, without the quotas. */
async function seed(): Promise<void> {
  const { estate } = loadEstate(root);
  const [environment] = estate.environments;
  if (environment === undefined) throw new Error('no environment');
  const credentialsFor = () => ({ accessKeyId: `LOCAL${ACCOUNT}`, secretAccessKey: 'test' });
  const context = {
    ...createAwsContext({ AWS_ENDPOINT_URL: endpoint.url }, credentialsFor),
    admit: async () => undefined,
  };
  const session = await openSession(environment, 'apply', context);
  if (isRefusal(session)) throw new Error(session.message);
  await sideBySide(estate.desired, 100, (desired) => createSecret(session, desired));
}

type Measured = { readonly stdout: string; readonly seconds: number; readonly memoryMb: number };

/** Runs the command line as its own process. Its peak memory is the resident set that the kernel counted. */
function measure(...args: string[]): Promise<Measured> {
  const report = "process.on('exit',()=>process.stderr.write('RSS '+process.resourceUsage().maxRSS+'\\n'))";
  const start = Date.now();
  const child = spawn(
    process.execPath,
    ['--import', `data:text/javascript,${report}`, bundle, ...args, '--dir', root],
    {
      env: { AWS_ENDPOINT_URL: endpoint.url, AWS_ACCESS_KEY_ID: `LOCAL${ACCOUNT}`, AWS_SECRET_ACCESS_KEY: 'test' },
    },
  );
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (text: string) => {
      output[name] += text;
    });
  return new Promise((done, fail) => {
    child.on('error', fail).on('close', (status) => {
      const memory = /RSS (\d+)/.exec(output.stderr)?.[1];
      if (status !== 0 || memory === undefined) fail(new Error(`exit ${status}: ${output.stderr}`));
      else
        done({
          stdout: output.stdout,
          seconds: (Date.now() - start) / 1000,
          memoryMb: Math.round(Number(memory) / 1024),
        });
    });
  });
}
