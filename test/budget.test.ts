import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from '@jest/globals';
import { assembleEstate } from '../pipelines/declarations/estate.ts';
import { readSources } from '../pipelines/declarations/read.ts';
import { generate } from '../pipelines/generate/generate.ts';
import { lint } from '../pipelines/lint/lint.ts';
import { makeReport } from '../pipelines/reports/make-report.ts';
import type { SourceFile } from '../schemas/types.ts';
import { countCalls } from './support/count-calls.ts';
import { removeTree, repositoryRoot, writeTree } from './support/estate.ts';
import { bundle } from './support/run-cli.ts';

// Counts, not times: what these allow is what docs/performance.md measures, and they hold on any machine. How many
// requests a plan makes is counted in test/aws/scale.test.ts.

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) removeTree(folder);
});

const sources = readSources(repositoryRoot);

function check(files: readonly SourceFile[]) {
  const loaded = assembleEstate(files);
  return makeReport('lint', loaded, lint({ ...loaded, now: new Date('2026-11-23T12:00:00Z') }));
}

describe('work that is done once', () => {
  test('a file is read into values once, and searched for places only where it has findings', async () => {
    const withFindings = new Set(check(sources).findings.flatMap(({ file, waived }) => [file, waived?.file ?? file]));
    const calls = await countCalls(() => check(sources));
    expect(calls('pipelines/declarations/yaml/simple.ts', 'readSimple')).toBe(sources.length);
    expect(calls('pipelines/declarations/yaml/positions.ts', 'positionsOf')).toBeGreaterThan(0);
    expect(calls('pipelines/declarations/yaml/positions.ts', 'positionsOf')).toBeLessThanOrEqual(2 * withFindings.size);
  });

  test('a folder of manifests costs one chart', async () => {
    const { estate } = assembleEstate(sources);
    const written = generate(estate).files.map(({ path }) => dirname(path));
    const calls = await countCalls(() => generate(estate));
    expect(calls('cdk8s/lib/chart.js', 'Chart')).toBeGreaterThan(0);
    expect(calls('cdk8s/lib/chart.js', 'Chart')).toBeLessThanOrEqual(new Set(written).size);
  });
});

describe('what is loaded', () => {
  test.each([
    { words: ['--help'], files: 1, kilobytes: 5 },
    // One small file is what the linter and the embedded endpoint share: schedules, Regions and limits.
    { words: ['lint', '--dir', repositoryRoot], files: 27, kilobytes: 960 },
  ])('by $words.0: at most $files files and $kilobytes kB', ({ words, files, kilobytes }) => {
    const loaded = filesLoadedBy(words);
    const bytes = loaded.reduce((sum, path) => sum + statSync(path).size, 0);
    expect(loaded).toContain(bundle);
    expect(loaded.length).toBeLessThanOrEqual(files);
    expect(bytes / 1000).toBeLessThan(kilobytes);
  });

  test('the code of the whole bundle stays below 5 MB', () => {
    const files = readdirSync(dirname(bundle), { recursive: true, withFileTypes: true }).filter(({ name }) =>
      name.endsWith('.js'),
    );
    const bytes = files.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
    expect(bytes / 1e6).toBeLessThan(5);
  });
});

/** The files of the bundle that V8 saw. */
function filesLoadedBy(words: readonly string[]): readonly string[] {
  const folder = writeTree({});
  folders.push(folder);
  spawnSync(process.execPath, [bundle, ...words], { env: { ...process.env, NODE_V8_COVERAGE: folder } });
  const reports = readdirSync(folder).map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')));
  const urls: readonly string[] = reports.flatMap(({ result }) => result.map(({ url }: { url: string }) => url));
  return urls.filter((url) => url.startsWith('file:') && url.includes('/build/')).map((url) => fileURLToPath(url));
}
