import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { removeTree, writeTree } from './support/estate.ts';
import { runCli } from './support/run-cli.ts';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) removeTree(folder);
});

const environment = `apiVersion: keywright/v1
kind: Environment
metadata: { name: prod }
spec:
  tier: production
  managedBy: example/app
  aws: { accountId: "111122223333", region: us-east-1 }
`;

const secret = (name: string, spec: string) => `apiVersion: keywright/v1
kind: Secret
metadata: { name: ${name} }
spec:
  type: application
  owner: team-a
  description: Key of the API
  environments: [prod]
  value: { key: { fromEnv: KEY } }
${spec}`;

function repository(files: { readonly [name: string]: string }): string {
  const paths = Object.entries({ 'prod.yaml': environment, ...files }).map(([name, text]) => [
    `secrets.d/${name}`,
    text,
  ]);
  const root = writeTree(Object.fromEntries(paths));
  folders.push(root);
  return root;
}

const lint = (root: string, ...args: readonly string[]) =>
  runCli(['lint', '--dir', root, '--now', '2026-12-01T12:00:00Z', ...args]);
const rulesIn = (stdout: string) =>
  JSON.parse(stdout).findings.map(({ rule, waived }: { rule: string; waived: object | null }) =>
    waived ? `(${rule})` : rule,
  );

describe('--fix', () => {
  const before = secret(
    'a',
    '  # how long\n  recoveryWindowInDays:   7   # a week\n\n  kmsKeyId: "app-key" # no alias/\n',
  );

  test('makes the safe fixes and leaves comments, blank lines and quotes as they are', async () => {
    const root = repository({ 'a.yaml': before });
    const { status, stdout, stderr } = await lint(root, '--fix', '--format', 'json');
    expect({ status, rules: rulesIn(stdout), stderr }).toEqual({
      status: 0,
      rules: [],
      stderr: 'Fixed 2 findings in 1 file.\n',
    });
    const after = before.replace('   7   #', '   30   #').replace('"app-key"', '"alias/app-key"');
    expect(readFileSync(join(root, 'secrets.d/a.yaml'), 'utf8')).toBe(after);
  });

  test('a second run changes nothing', async () => {
    const root = repository({ 'a.yaml': before });
    await lint(root, '--fix');
    const once = readFileSync(join(root, 'secrets.d/a.yaml'), 'utf8');
    expect((await lint(root, '--fix')).stderr).toBe('');
    expect(readFileSync(join(root, 'secrets.d/a.yaml'), 'utf8')).toBe(once);
  });

  test('keeps a byte order mark and Windows line ends', async () => {
    const written = `\uFEFF${before}`.replaceAll('\n', '\r\n');
    const root = repository({ 'a.yaml': written });
    await lint(root, '--fix');
    const after = readFileSync(join(root, 'secrets.d/a.yaml'), 'utf8');
    expect(after).toBe(written.replace('   7   #', '   30   #').replace('"app-key"', '"alias/app-key"'));
  });

  test('leaves alone what a waiver covers and what takes a decision', async () => {
    const waivers = `apiVersion: keywright/v1
kind: Waivers
metadata: { name: w }
spec:
  waivers:
    - { rule: recovery-window-env-min, secret: a, reason: It can be made anew in a minute, owner: team-a, expires: 2027-01-31 }
`;
    const text = secret('a', '  recoveryWindowInDays: 7\n');
    const root = repository({ 'a.yaml': text, 'w.yaml': waivers });
    const { stdout, stderr } = await lint(root, '--fix', '--format', 'json');
    expect(rulesIn(stdout)).toEqual(['kms-cmk-required', '(recovery-window-env-min)']);
    expect(stderr).toBe('');
    expect(readFileSync(join(root, 'secrets.d/a.yaml'), 'utf8')).toBe(text);
  });

  test('--dry-run prints the difference, without values, and writes nothing', async () => {
    const text = secret('a', '  recoveryWindowInDays: 7\n').replace('{ fromEnv: KEY }', 'hunter22');
    const root = repository({ 'a.yaml': text });
    const { status, stdout, stderr } = await lint(root, '--fix', '--dry-run');
    expect(status).toBe(0);
    expect(stdout).toContain('--- a/secrets.d/a.yaml');
    expect(stdout).toContain('-  recoveryWindowInDays: 7\n+  recoveryWindowInDays: 30\n');
    expect(stdout).toContain('value: { key: ******** }');
    expect(stdout + stderr).not.toContain('hunter22');
    expect(stderr).toBe('Would fix 1 finding in 1 file.\n');
    expect(readFileSync(join(root, 'secrets.d/a.yaml'), 'utf8')).toBe(text);
  });
});

describe('--baseline', () => {
  test('waives what is there by ordinary waivers, and nothing that is new', async () => {
    const root = repository({ 'a.yaml': secret('a', ''), 'b.yaml': secret('b', '  recoveryWindowInDays: 7\n') });
    const first = await lint(root, '--baseline', '--format', 'json');
    expect(first.status).toBe(0);
    expect(first.stderr).toBe('Wrote 3 waivers to secrets.d/waivers-baseline.yaml.\n');
    expect(rulesIn(first.stdout)).toEqual(['(kms-cmk-required)', '(kms-cmk-required)', '(recovery-window-env-min)']);
    const written = readFileSync(join(root, 'secrets.d/waivers-baseline.yaml'), 'utf8');
    expect(written).toContain('    - rule: kms-cmk-required\n      secret: a\n      environments:\n        - prod\n');
    expect(written).toContain('      owner: team-a\n      expires: 2027-03-01\n');

    writeFileSync(join(root, 'secrets.d/c.yaml'), secret('c', ''));
    expect((await lint(root)).status).toBe(1);
    expect((await lint(root, '--baseline')).stderr).toBe('Wrote 1 waiver to secrets.d/waivers-baseline.yaml.\n');
    expect((await lint(root)).status).toBe(0);
    expect((await runCli(['lint', '--dir', root, '--now', '2027-03-02'])).status).toBe(1);
  });

  test('what can not be waived stays, and without anything to waive no file is written', async () => {
    const root = repository({ 'a.yaml': secret('a', '  kmsKeyId: alias/a\n').replace('{ fromEnv: KEY }', 'hunter22') });
    const { status, stderr } = await lint(root, '--baseline');
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(existsSync(join(root, 'secrets.d/waivers-baseline.yaml'))).toBe(false);
  });
});

describe('--max-warnings', () => {
  test.each([
    ['0', 1],
    ['1', 0],
  ])('%s of one: status %d', async (limit, status) => {
    const root = repository({ 'a.yaml': secret('a', '  kmsKeyId: alias/a\n  recoveryWindowInDays: 7\n') });
    expect((await lint(root, '--max-warnings', limit)).status).toBe(status);
  });

  test.each(['-1', 'some', '1.5'])('%s is wrong usage', async (limit) => {
    const { status, stderr } = await lint(repository({}), '--max-warnings', limit);
    expect(status).toBe(64);
    expect(stderr).toContain('--max-warnings takes a number of warnings');
  });

  test('wrong usage is refused before --fix writes anything', async () => {
    const before = secret('a', '  recoveryWindowInDays: 7\n');
    const root = repository({ 'a.yaml': before });
    expect((await lint(root, '--fix', '--max-warnings', 'some')).status).toBe(64);
    expect(readFileSync(join(root, 'secrets.d/a.yaml'), 'utf8')).toBe(before);
  });
});

describe('--changed-since', () => {
  const git = (root: string, ...args: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], {
      cwd: root,
      stdio: 'ignore',
    });

  test('errors in files that changed come first, then other errors, then warnings', async () => {
    const warning = '  kmsKeyId: alias/a\n  recoveryWindowInDays: 7\n';
    const root = repository({ 'a.yaml': secret('a', ''), 'b.yaml': secret('b', warning), 'c.yaml': secret('c', '') });
    git(root, 'init', '-q');
    git(root, 'add', '-A');
    git(root, 'commit', '-qm', 'one');
    appendFileSync(join(root, 'secrets.d/c.yaml'), '# changed\n');
    writeFileSync(join(root, 'secrets.d/d.yaml'), secret('d', warning));
    const { stdout } = await lint(root, '--changed-since', 'HEAD', '--format', 'json');
    const files = JSON.parse(stdout).findings.map(
      ({ file, severity }: { file: string; severity: string }) => `${severity} ${file}`,
    );
    expect(files).toEqual([
      'error secrets.d/c.yaml',
      'error secrets.d/a.yaml',
      'warning secrets.d/d.yaml',
      'warning secrets.d/b.yaml',
    ]);
  });

  test.each(['no-such-commit', '--all'])('%s is no commit: wrong usage', async (ref) => {
    const { status, stderr } = await lint(repository({}), `--changed-since=${ref}`);
    expect(status).toBe(64);
    expect(stderr).toContain('--changed-since');
  });
});

test.each([
  [['--dry-run'], '--dry-run goes with --fix'],
  [['--baseline', '--fix'], '--baseline goes without'],
])('%j is wrong usage', async (args, message) => {
  const { status, stderr } = await lint(repository({}), ...args);
  expect(status).toBe(64);
  expect(stderr).toContain(message);
});
