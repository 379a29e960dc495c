import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { actionlint } from './github/actionlint.ts';
import { workflowErrors } from './github/runner/workflow.ts';
import { runCli } from './support/run-cli.ts';

const ENVIRONMENTS = ['--env', 'prod:111122223333:us-east-1', '--env', 'dev:444455556666:eu-west-1'];

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keywright-init-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function read(path: string): string {
  return readFileSync(join(folder, path), 'utf8');
}

function workflowPaths(): readonly string[] {
  return readdirSync(join(folder, '.github/workflows')).map((name) => join(folder, '.github/workflows', name));
}

describe('keywright init', () => {
  test('sets up a repository that passes its own check, with workflows that GitHub takes', async () => {
    spawnSync('git', ['init', '--quiet'], { cwd: folder });
    spawnSync('git', ['remote', 'add', 'origin', 'git@github.com:acme/streaming.git'], { cwd: folder });
    const { status, stdout } = await runCli(['init', ...ENVIRONMENTS], { cwd: folder });
    expect(status).toBe(0);
    expect(stdout).toContain('created   .github/workflows/pull-request.yml\n');
    const check = await runCli(['check'], { cwd: folder });
    expect(check.stdout).toBe('No problems in 4 files (0 secrets, 2 environments).\n');
    expect(check.status).toBe(0);
    expect(workflowPaths()).toHaveLength(4);
    expect((await Promise.all(workflowPaths().map(workflowErrors))).flat()).toEqual([]);
    expect(actionlint(workflowPaths())).toEqual([]);
    expect(read('secrets.d/environments/prod.yaml')).toContain('managedBy: acme/streaming ');
    expect(read('.github/CODEOWNERS')).toContain('/secrets.d/waivers.yaml   @acme/platform\n');
  });

  test('pins the action to the commit that it was built from, and leaves out what is ours alone', async () => {
    await runCli(['init', ...ENVIRONMENTS], { cwd: folder });
    const { stdout } = spawnSync('git', ['rev-parse', 'HEAD'], { encoding: 'utf8' });
    for (const path of workflowPaths()) {
      const text = readFileSync(path, 'utf8');
      const used = text.split('\n').filter((line) => line.includes('example-org/keywright@'));
      expect(used.filter((line) => !line.includes(`@${stdout.trim()} # v`))).toEqual([]);
      expect(text).not.toMatch(/\.keywright-action|DATADOG|job\.workflow_/);
    }
  });

  test('keeps what is there, adds missing lines, and refreshes what is generated', async () => {
    mkdirSync(join(folder, '.github'));
    writeFileSync(join(folder, '.github/CODEOWNERS'), '* @acme/all\n');
    writeFileSync(join(folder, '.gitignore'), 'node_modules/');
    await runCli(['init', ...ENVIRONMENTS], { cwd: folder });
    const schema = read('secrets.d/.schemas/secret.schema.json');
    writeFileSync(join(folder, 'secrets.d/.schemas/secret.schema.json'), '{}');
    const { status, stdout } = await runCli(['init'], { cwd: folder });
    expect(status).toBe(0);
    expect(stdout).toContain('kept      .github/CODEOWNERS\n');
    expect(stdout).toContain('unchanged .gitignore\n');
    expect(stdout).toContain('updated   secrets.d/.schemas/secret.schema.json\n');
    expect(read('.github/CODEOWNERS')).toBe('* @acme/all\n');
    expect(read('.gitignore')).toBe('node_modules/\n.keywright/\n');
    expect(read('secrets.d/.schemas/secret.schema.json')).toBe(schema);
  });

  test.each([
    ['nothing', [], 'Name the environments: --env NAME:ACCOUNT:REGION'],
    ['a short account', ['--env', 'prod:1234:us-east-1'], 'not "prod:1234:us-east-1"'],
    ['a name twice', [...ENVIRONMENTS, '--env', 'prod:444455556666:eu-west-1'], 'names "prod" twice'],
    ['an unknown tier', ['--env', 'prod:111122223333:us-east-1:big'], 'not "prod:111122223333:us-east-1:big"'],
  ])('given %s, says what it takes', async (_, args, message) => {
    const { status, stderr } = await runCli(['init', ...args], { cwd: folder });
    expect(status).toBe(64);
    expect(stderr).toContain(message);
    expect(readdirSync(folder)).toEqual([]);
  });

  test("the guide's first secret passes the check of a new repository", async () => {
    await runCli(['init', ...ENVIRONMENTS], { cwd: folder });
    const guide = readFileSync('docs/github.md', 'utf8');
    const [, example = ''] = /```yaml\n(# secrets\.d[\s\S]*?)```/.exec(guide) ?? [];
    mkdirSync(join(folder, 'secrets.d/secrets'));
    writeFileSync(join(folder, 'secrets.d/secrets/orders-db.yaml'), example);
    const { status, stdout } = await runCli(['check'], { cwd: folder });
    expect({ status, stdout }).toEqual({ status: 0, stdout: 'No problems in 5 files (1 secret, 2 environments).\n' });
  });

  test('works from the package as it is published', async () => {
    const packed = spawnSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder], {
      encoding: 'utf8',
    });
    // Everything is bundled, so an installation needs no registry.
    writeFileSync(join(folder, 'package.json'), '{}');
    const tarball = join(folder, packed.stdout.trim());
    const install = ['install', '--offline', '--ignore-scripts', '--no-audit', '--no-fund', tarball];
    expect(spawnSync('npm', install, { cwd: folder, encoding: 'utf8' })).toMatchObject({ status: 0 });
    const modules = readdirSync(join(folder, 'node_modules')).filter((name) => !name.startsWith('.'));
    expect(modules).toEqual(['keywright']);
    const home = join(folder, 'node_modules/keywright');
    const repository = join(folder, 'repository');
    mkdirSync(repository);
    const run = (...args: readonly string[]) =>
      spawnSync(process.execPath, [join(home, 'build/keywright.js'), ...args], { cwd: repository, encoding: 'utf8' });
    expect(run('init', ...ENVIRONMENTS).status).toBe(0);
    expect(run('check').stdout).toBe('No problems in 4 files (0 secrets, 2 environments).\n');
  });
});
