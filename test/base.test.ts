import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { readSources } from '../pipelines/declarations/read.ts';
import { readBaseSources } from '../pipelines/git/base-sources.ts';
import { copyEstate, removeTree } from './support/estate.ts';
import { undescribed } from './support/plan-schema.ts';
import { runCli } from './support/run-cli.ts';

let root = '';
const git = (...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], {
    cwd: root,
    encoding: 'utf8',
  });

beforeEach(() => {
  root = copyEstate();
  git('init', '-q', '-b', 'main');
  git('add', '-A');
  git('commit', '-qm', 'base');
  git('checkout', '-qb', 'topic');
});
afterEach(() => removeTree(root));

const cli = (...args: string[]) => runCli([...args, '--dir', root, '--now', '2026-11-23T12:00:00Z']);

test('the base is read as the working tree is', () => {
  expect(readBaseSources(root, 'main')).toEqual(readSources(root));
  writeFileSync(join(root, 'secrets.d/secrets/ksqldb.yaml'), 'broken: [');
  expect(readBaseSources(root, 'main').map(({ path }) => path)).toEqual(readSources(root).map(({ path }) => path));
});

test('matrix names the environments that a branch changes', async () => {
  expect(JSON.parse((await cli('matrix')).stdout)).toEqual({
    include: [
      { environment: 'dev', accountId: '444455556666', region: 'us-east-1' },
      { environment: 'prod', accountId: '111122223333', region: 'us-east-1' },
    ],
  });
  expect(JSON.parse((await cli('matrix', '--since', 'main')).stdout)).toEqual({ include: [] });
  rmSync(join(root, 'secrets.d/secrets/ksqldb.yaml'));
  expect(JSON.parse((await cli('matrix', '--since', 'main')).stdout)).toMatchObject({
    include: [{ environment: 'prod' }],
  });
});

test('plan tells what a removed ExternalSecret takes along', async () => {
  rmSync(join(root, 'secrets.d/secrets/ksqldb.yaml'));
  const { stdout } = await cli('plan', '--local', '--env', 'prod', '--changed-since', 'main', '--format', 'json');
  expect(JSON.parse(stdout).manifests).toContainEqual({
    id: 'prod/prod-eks/kafka/ExternalSecret/ksqldb-credentials#remove',
    effects: ['removes-consumer'],
  });
  expect(undescribed(JSON.parse(stdout))).toEqual([]);
});

test.each([
  ['nowhere', 'git knows no commit "nowhere" here; fetch it first.'],
  ['--help', 'git knows no commit "--help" here; fetch it first.'],
])('an unknown commit is told: %s', async (ref, message) => {
  const { status, stderr } = await cli('matrix', `--since=${ref}`);
  expect(stderr).toBe(`keywright: ${message}\n`);
  expect(status).toBe(1);
});
