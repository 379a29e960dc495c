import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { build } from 'esbuild';
import { parse } from 'yaml';
import { writeEstate } from '../corpus/estate.mjs';
import { keywright, root } from '../keywright.mjs';
import { peer } from '../peers.mjs';

/** Manifests: the making of the text in one process, then the whole command with all that it reads and writes. */
export const generate = {
  name: 'generate',
  async prepare(folder) {
    const manifests = await bundleManifests(folder);
    const [small, large] = [1_000, 10_000].map((secrets) => estateWithManifests(folder, secrets));
    const comparisons = [
      { title: '1,000 manifests as text', rounds: 5, contestants: inOneProcess(manifests, 1_000) },
      { title: '10,000 manifests as text', rounds: 5, contestants: inOneProcess(manifests, 10_000) },
      { title: '1,000 manifests as files', rounds: 3, contestants: [...asFiles(folder, small), ...kustomize(small)] },
      { title: '10,000 manifests as files', rounds: 3, contestants: asFiles(folder, large) },
    ];
    return { comparisons, targets };
  },
};

async function bundleManifests(folder) {
  const outfile = join(folder, 'manifests.mjs');
  const require = "import{createRequire as r}from'node:module';const require=r(import.meta.url);";
  const options = { bundle: true, platform: 'node', format: 'esm', banner: { js: require }, logLevel: 'error' };
  await build({ ...options, entryPoints: [join(root, 'bench/manifests.ts')], outfile });
  return outfile;
}

function inOneProcess(manifests, count) {
  return [
    ['keywright', 'keywright'],
    ['cdk8s alone', 'cdk8s'],
  ].map(([name, writer]) => ({
    name,
    command: [process.execPath, manifests, writer, String(count)],
    cpuOf: (output) => Number(output),
  }));
}

function estateWithManifests(folder, secrets) {
  const estate = join(folder, `estate-${secrets}`);
  writeEstate(estate, { secrets });
  const [program, ...parameters] = keywright('generate', '--dir', estate);
  execFileSync(program, parameters, { stdio: 'ignore' });
  const objects = join(folder, `objects-${secrets}.json`);
  writeFileSync(objects, JSON.stringify(manifestPaths(estate).map(readManifest)));
  return { estate, objects };
}

function readManifest(path) {
  return { folder: basename(dirname(path)), object: parse(readFileSync(path, 'utf8'), { version: '1.1' }) };
}

function manifestPaths(estate) {
  const files = readdirSync(join(estate, 'manifests'), { recursive: true, withFileTypes: true });
  const paths = files.filter((entry) => entry.isFile() && entry.name !== 'kustomization.yaml');
  return paths.map((entry) => join(entry.parentPath, entry.name)).sort();
}

function asFiles(folder, { estate, objects }) {
  const written = join(folder, 'cdk8s');
  const generateCommand = keywright('generate', '--dir', estate);
  let before = 0;
  return [
    {
      name: 'keywright generate, nothing there yet',
      command: generateCommand,
      before: () => rmSync(join(estate, 'manifests'), { recursive: true }),
    },
    {
      name: 'keywright generate, all unchanged',
      command: generateCommand,
      before: () => {
        before = newest(estate);
      },
      verify: () => {
        if (newest(estate) !== before) throw new Error('an unchanged file was written again');
      },
    },
    {
      name: 'cdk8s alone, nothing there yet',
      command: [process.execPath, peer('cdk8s-write.mjs'), objects, written],
      before: () => {
        rmSync(written, { recursive: true, force: true });
        mkdirSync(written);
      },
    },
  ];
}

/** The last change to any manifest, in milliseconds. */
function newest(estate) {
  return Math.max(...manifestPaths(estate).map((path) => statSync(path).mtimeMs));
}

/** 10,000 objects take it minutes: its cost grows with their square. */
function kustomize({ estate }) {
  const isThere = spawnSync('kubectl', ['version', '--client']).status === 0;
  if (!isThere) return [];
  return [{ name: 'kubectl kustomize', command: ['kubectl', 'kustomize', join(estate, 'manifests/prod/prod-eks')] }];
}

function targets([smallTexts, [ours, theirs]]) {
  return [
    { text: '10,000 manifests against cdk8s, CPU', limit: 0.35, value: ours.cpu.median / theirs.cpu.median },
    { text: '10,000 manifests against 1,000, CPU', limit: 11, value: ours.cpu.median / smallTexts[0].cpu.median },
  ];
}
