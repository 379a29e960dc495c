import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'keywright-generate-'));
  cpSync('secrets.d', join(root, 'secrets.d'), { recursive: true });
  cpSync('manifests', join(root, 'manifests'), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true }));

function generate(...options: readonly string[]) {
  return spawnSync(process.execPath, ['build/keywright.js', '--dir', root, 'generate', ...options], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH },
  });
}

test('a hand edit fails --check with the difference, and generate undoes it and says so', () => {
  const path = 'manifests/prod/prod-eks/kafka/externalsecret-ksqldb-credentials.yaml';
  const file = join(root, path);
  const before = readFileSync(file, 'utf8');
  writeFileSync(file, before.replace('1h0m0s', '10s'));
  const checked = generate('--check');
  expect(checked.status).toBe(1);
  expect(checked.stdout).toContain(path);
  expect(checked.stdout).toMatch(/edited by hand|hand-edited/);
  expect(checked.stdout).toContain('-  refreshInterval: 10s');
  const written = generate();
  expect(written.status).toBe(0);
  expect(written.stderr).toBe(`undid an edit by hand of ${path}\n`);
  expect(readFileSync(file, 'utf8')).toBe(before);
});

test('example workloads are written on request, and left alone otherwise', () => {
  const folder = join(root, 'example-workloads');
  expect(generate().status).toBe(0);
  expect(existsSync(folder)).toBe(false);
  expect(generate('--example-workload').status).toBe(0);
  expect(existsSync(join(folder, 'prod/prod-eks/kafka/pod-example-ksqldb-ksqldb.yaml'))).toBe(true);
  expect(generate('--example-workload', '--check').status).toBe(0);
  expect(generate('--check').status).toBe(0);
  rmSync(join(root, 'secrets.d/secrets/ksqldb.yaml'));
  expect(generate().status).toBe(0);
  expect(existsSync(join(folder, 'prod/prod-eks/kafka/pod-example-ksqldb-ksqldb.yaml'))).toBe(true);
  expect(generate('--example-workload').stderr).toContain(
    'removed example-workloads/prod/prod-eks/kafka/pod-example-ksqldb-ksqldb.yaml',
  );
});

test('import prints declarations on standard output and what it leaves out on standard error', () => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['build/keywright.js', '--dir', root, 'import', '--env', 'prod', '--manifests', 'test/cases/import/refused.yaml'],
    { encoding: 'utf8' },
  );
  expect([status, stdout]).toEqual([1, '']);
  expect(stderr).toContain('ExternalSecret joined is not imported: it joins several secrets.');
  const whole = execFileSync(
    process.execPath,
    [
      'build/keywright.js',
      '--dir',
      root,
      'import',
      '--env',
      'prod',
      '--manifests',
      'test/cases/import/csi-volume.yaml',
    ],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
  );
  expect(whole).toContain('kind: Secret\n');
});
