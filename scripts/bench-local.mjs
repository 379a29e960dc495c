// Measures the local endpoint with many secrets: one process serves, this one sends requests.
//   node scripts/bench-local.mjs [secrets, default 50000] [--state]
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const CONNECTIONS = 16;
const secrets = Number(process.argv[2] ?? 50_000);
const folder = mkdtempSync(join(tmpdir(), 'keywright-bench-'));
const state = process.argv.includes('--state') ? ['--state', join(folder, 'state')] : [];
const bundle = fileURLToPath(new URL('../build/keywright.js', import.meta.url));
const server = spawn(process.execPath, [bundle, 'local', '--port', '0', ...state]);
const [output] = await once(server.stdout, 'data');
const { hostname, port } = new URL(/AWS_ENDPOINT_URL=(.*)/.exec(output)[1]);
const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });

try {
  console.log(`${secrets} secrets${state.length > 0 ? ', state in a file' : ', state in memory'}`);
  await many('CreateSecret', secrets, (index) => ({
    Name: `bench/${index}`,
    Description: `Secret ${index} of the benchmark`,
    SecretString: '{"password":"x"}',
    ClientRequestToken: `token-${index}`.padEnd(32, '0'),
    Tags: [{ Key: 'Owner', Value: `team-${index % 50}` }],
  }));
  await many('DescribeSecret', 20_000, () => ({ SecretId: `bench/${Math.floor(Math.random() * secrets)}` }));
  await many('GetSecretValue', 20_000, () => ({ SecretId: `bench/${Math.floor(Math.random() * secrets)}` }));
  await many('PutSecretValue', 5_000, (index) => ({
    SecretId: `bench/${index}`,
    SecretString: 'y',
    ClientRequestToken: `again-${index}`.padEnd(32, '0'),
  }));
  await walk('pages of 100', {});
  await walk('pages of 100 by name', { SortBy: 'name' });
  await walk('pages of 100 of a tag', { Filters: [{ Key: 'tag-value', Values: ['team-7'] }] });
} finally {
  agent.destroy();
  server.kill();
  rmSync(folder, { recursive: true, force: true });
}

async function many(operation, count, inputOf) {
  const [started, cpu] = [performance.now(), cpuMs()];
  let next = 0;
  const work = async () => {
    while (next < count) await call(operation, inputOf(next++));
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, work));
  const seconds = (performance.now() - started) / 1000;
  const used = cpu === undefined ? '' : `, ${((cpuMs() - cpu) / count).toFixed(2)} ms CPU of the server each`;
  console.log(`${operation.padEnd(22)} ${Math.round(count / seconds)}/s${used}`);
}

/**
 * CPU time that the server has used so far; undefined if the system does not report it. More reliable than elapsed time
 * on a busy machine.
 */
function cpuMs() {
  const path = `/proc/${server.pid}/stat`;
  if (!existsSync(path)) return undefined;
  const fields = readFileSync(path, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

async function walk(title, input) {
  const times = [];
  const cpu = cpuMs();
  let NextToken;
  do {
    const started = performance.now();
    const page = await call('ListSecrets', { MaxResults: 100, ...input, NextToken });
    times.push(performance.now() - started);
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  times.sort((a, b) => a - b);
  const [median, p99] = [0.5, 0.99].map((share) => times[Math.floor(times.length * share)].toFixed(1));
  const used = cpu === undefined ? '' : `, ${((cpuMs() - cpu) / times.length).toFixed(1)} ms CPU of the server each`;
  console.log(`${title.padEnd(22)} median ${median} ms, 99% ${p99} ms, ${times.length} pages${used}`);
}

function call(operation, input) {
  const headers = {
    'x-amz-target': `secretsmanager.${operation}`,
    authorization:
      'AWS4-HMAC-SHA256 Credential=000000000000/20260101/us-east-1/secretsmanager/aws4_request, SignedHeaders=host, Signature=x',
  };
  return new Promise((resolve, reject) => {
    const outgoing = request({ hostname, port, method: 'POST', headers, agent }, (incoming) => {
      const chunks = [];
      incoming.on('data', (chunk) => chunks.push(chunk));
      incoming.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        if (incoming.statusCode === 200) resolve(JSON.parse(text));
        else reject(new Error(`${operation}: ${text}`));
      });
    });
    outgoing.on('error', reject);
    outgoing.end(JSON.stringify(input));
  });
}
