// Tries every documented behaviour of test/local/conformance against an endpoint, and against moto if it is installed.
//   npm run conformance -- [--endpoint URL] [--region R] [--rotation-lambda ARN] [--verbose]
// Without --endpoint it starts the local endpoint itself. Credentials come from the environment, as for the AWS CLI.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';

const { values: options } = parseArgs({
  options: {
    endpoint: { type: 'string' },
    region: { type: 'string', default: 'us-east-1' },
    'rotation-lambda': { type: 'string' },
    verbose: { type: 'boolean', default: false },
  },
});
const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'keywright-conformance-'));
try {
  const { runConformance, startLocalEndpoint } = await load();
  const local = options.endpoint === undefined ? await startLocalEndpoint() : undefined;
  const ours = await runConformance(targetFor(options.endpoint ?? local.url));
  await local?.close();
  const moto = await tryMoto(runConformance);
  print(ours, moto);
  if (ours.some(({ problem }) => problem !== undefined)) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true });
}

/** The suite is TypeScript, so it is bundled first. */
async function load() {
  const outfile = join(folder, 'suite.mjs');
  const contents = `export { runConformance } from './test/local/conformance/run.ts';
    export { startLocalEndpoint } from './runtime/local/server.ts';`;
  const stdin = { contents, resolveDir: root, loader: 'ts' };
  await build({ stdin, outfile, bundle: true, platform: 'node', format: 'esm', target: 'node20' });
  return import(pathToFileURL(outfile).href);
}

function targetFor(url) {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = process.env;
  const credentials = {
    accessKeyId: AWS_ACCESS_KEY_ID ?? '111122223333',
    secretAccessKey: AWS_SECRET_ACCESS_KEY ?? 'local',
  };
  const rotationLambdaArn =
    options['rotation-lambda'] ?? `arn:aws:lambda:${options.region}:111122223333:function:rotate`;
  if (AWS_SESSION_TOKEN !== undefined) credentials.sessionToken = AWS_SESSION_TOKEN;
  return { url, region: options.region, credentials, rotationLambdaArn };
}

/** Undefined if moto_server is not installed. */
async function tryMoto(runConformance) {
  if (spawnSync('moto_server', ['--version']).error) return undefined;
  const port = await freePort();
  const server = spawn('moto_server', ['-p', String(port)], { stdio: 'ignore' });
  try {
    const url = `http://127.0.0.1:${port}`;
    await reachable(url);
    return await runConformance(targetFor(url));
  } finally {
    server.kill();
  }
}

async function reachable(url) {
  for (let attempt = 0; attempt < 150; attempt++) {
    const answered = await fetch(url).then(
      () => true,
      () => false,
    );
    if (answered) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${url} does not answer.`);
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

function print(ours, moto) {
  console.log(`endpoint  ${moto ? 'moto  ' : ''}behaviour`);
  ours.forEach(({ title, source, problem }, index) => {
    const theirs = moto ? `${mark(moto[index].problem)}  ` : '';
    console.log(`${mark(problem).padEnd(8)}  ${theirs}${title} (${source.replace(/^.*\//, '')})`);
    if (problem !== undefined || (options.verbose && moto?.[index].problem)) {
      console.log(`${' '.repeat(moto ? 16 : 10)}${indent(problem ?? `moto: ${moto[index].problem}`)}`);
    }
  });
  console.log(`\npassed: ${summary(ours)}${moto ? `, moto ${summary(moto)}` : '; moto is not installed'}`);
}

function mark(problem) {
  return problem === undefined ? 'ok  ' : 'FAIL';
}

function summary(results) {
  return `${results.filter(({ problem }) => problem === undefined).length} of ${results.length}`;
}

function indent(text) {
  return text.split('\n')[0].slice(0, 200);
}
