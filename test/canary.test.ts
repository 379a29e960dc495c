import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { commands } from '../pipelines/commands/list.ts';
import { copyEstate, removeTree } from './support/estate.ts';
import { runCli } from './support/run-cli.ts';

/** Stands where a secret value would; no output, file or error may hold it. */
const CANARY = 'canary-Zx9!k2';
const NOW = ['--now', '2026-11-23T12:00:00Z'];

let root = '';
beforeAll(() => {
  root = copyEstate();
  const path = join(root, 'secrets.d/secrets/kafka-admin.yaml');
  const text = readFileSync(path, 'utf8').replace('{ generate: { passwordLength: 32 } }', JSON.stringify(CANARY));
  expect(text).toContain(CANARY);
  writeFileSync(path, text);
});
afterAll(() => removeTree(root));

describe('a value that was put into a declaration', () => {
  const runs = commands
    .filter(({ name }) => ['check', 'lint', 'generate', 'plan', 'drift', 'apply'].includes(name))
    .flatMap(({ name, formats }) => formats.map((format) => [name, format] as const));

  test.each(runs)('%s --format %s does not show it', async (name, format) => {
    const args = [name, '--format', format, '--dir', root, '--local', ...NOW, ...(name === 'apply' ? ['--yes'] : [])];
    const { status, stdout, stderr } = await runCli(args);
    expect(status).toBe(name === 'generate' ? 0 : 1);
    expect(stdout + stderr).not.toContain(CANARY);
  });

  test('no file but the declaration holds it', () => {
    expect(filesWith(root, CANARY)).toEqual(['secrets.d/secrets/kafka-admin.yaml']);
  });
});

describe('a value that apply reads from its environment', () => {
  const estate = copyEstate();
  const env = { DATADOG_API_KEY: CANARY, DATADOG_APP_KEY: CANARY, SLACK_WEBHOOK_URL: CANARY };
  afterAll(() => removeTree(estate));

  test.each(['text', 'json'])('is written, and shows in no output: apply --format %s', async (format) => {
    const applied = await runCli(['apply', '--format', format, '--dir', estate, '--local', '--yes', ...NOW], { env });
    expect(applied.status).toBe(0);
    const planned = await runCli(['plan', '--format', format, '--dir', estate, '--local', ...NOW], { env });
    expect(applied.stdout + applied.stderr + planned.stdout + planned.stderr).not.toContain(CANARY);
    expect(planned.stdout).not.toContain('DATADOG_API_KEY');
  });

  test('no file holds it: the embedded endpoint encrypts what it keeps', () => {
    expect(filesWith(estate, CANARY)).toEqual([]);
  });
});

function filesWith(root: string, text: string): readonly string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => readFileSync(path, 'latin1').includes(text))
    .map((path) => path.slice(root.length + 1));
}
