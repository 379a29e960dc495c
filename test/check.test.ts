import { appendFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { copyEstate, removeTree, repositoryRoot } from './support/estate.ts';
import { runCli } from './support/run-cli.ts';

const NOW = ['--now', '2026-11-23T12:00:00Z'];

let root = '';
afterEach(() => removeTree(root));

describe("this repository's own estate", () => {
  test('passes its check', async () => {
    const { status, stdout, stderr } = await runCli(['check', '--format', 'json', '--dir', repositoryRoot, ...NOW]);
    const report = JSON.parse(stdout);
    expect(report).toMatchObject({ schema: 'keywright.report/v1', command: 'check', staleFiles: [] });
    expect(report.summary).toMatchObject({ secrets: 8, environments: 2, errors: 0 });
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });

  test('turns red when the waivers have expired', async () => {
    const { status, stdout } = await runCli(['check', '--dir', repositoryRoot, '--now', '2040-01-01']);
    expect(stdout).toContain('[waiver-expired]');
    expect(status).toBe(1);
  });
});

describe('generated files', () => {
  const manifest = 'manifests/prod/prod-eks/kafka/externalsecret-ksqldb-credentials.yaml';

  test('a file that is missing is stale until it is generated', async () => {
    root = copyEstate();
    rmSync(join(root, manifest));
    const before = await runCli(['check', '--dir', root, ...NOW]);
    expect(before.stdout).toContain(manifest);
    expect(before.status).toBe(1);
    expect((await runCli(['generate', '--dir', root])).status).toBe(0);
    expect((await runCli(['check', '--dir', root, ...NOW])).status).toBe(0);
  });

  test('generate --check writes nothing', async () => {
    root = copyEstate();
    appendFileSync(join(root, manifest), '# mine\n');
    const { status, stdout } = await runCli(['generate', '--check', '--dir', root]);
    expect(stdout).toContain('hand-edited');
    expect(status).toBe(1);
    expect((await runCli(['generate', '--check', '--dir', root])).status).toBe(1);
  });

  test('nothing is generated from declarations that are not sound', async () => {
    root = copyEstate();
    rmSync(join(root, manifest));
    writeFileSync(join(root, 'secrets.d/broken.yaml'), 'apiVersion: keywright/v1\nkind: Secrt\n');
    const { status, stdout } = await runCli(['generate', '--dir', root]);
    expect(status).toBe(1);
    expect(stdout).toContain('secrets.d/broken.yaml:2:1');
    expect((await runCli(['generate', '--check', '--dir', root])).status).toBe(1);
  });
});

describe('the bundle', () => {
  test('finds what the source finds: its schemas are compiled ahead', async () => {
    const { loadEstate } = await import('../pipelines/declarations/estate.ts');
    const { lint } = await import('../pipelines/lint/lint.ts');
    const { makeReport } = await import('../pipelines/reports/make-report.ts');
    const { renderJson } = await import('../pipelines/reports/json.ts');
    root = copyEstate();
    writeFileSync(join(root, 'secrets.d/broken.yaml'), BROKEN);
    const loaded = loadEstate(root);
    const report = makeReport('lint', loaded, lint({ ...loaded, now: new Date('2026-11-23T12:00:00Z') }));
    const { stdout } = await runCli(['lint', '--format', 'json', '--dir', root, ...NOW]);
    expect(stdout).toBe(renderJson(report, { color: false, columns: null }));
    expect(report.findings.length).toBeGreaterThan(5);
  });
});

const BROKEN = `apiVersion: keywright/v1
kind: Secret
metadata: { name: Broken_Name, labels: {} }
spec:
  type: rds-postgre
  environments: [prod, staging]
  recoveryWindowInDays: 3
  rotation: { manual: true, schedule: rate(1 day) }
  value: { password: { generate: { passwordLength: 0 }, external: true }, host: [1] }
  tags: { "aws:x": y }
---
kind: Waivers
spec: { waivers: [{ rule: nope }] }
---
[1, 2]
---
a: b: c
`;
