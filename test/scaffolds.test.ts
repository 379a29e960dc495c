import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { repositoryRoot } from './support/estate.ts';

const copy = mkdtempSync(join(tmpdir(), 'keywright-scaffolds-'));
afterAll(() => rmSync(copy, { recursive: true, force: true }));

beforeAll(() => {
  const git = (...words: readonly string[]) => execFileSync('git', words, { cwd: copy, encoding: 'utf8' });
  const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '--deduplicate'], {
    cwd: repositoryRoot,
    encoding: 'utf8',
  });
  for (const path of tracked.split('\n').filter((name) => name !== '' && !name.startsWith('dist/'))) {
    cpSync(join(repositoryRoot, path), join(copy, path), { recursive: true, force: true });
  }
  symlinkSync(join(repositoryRoot, 'node_modules'), join(copy, 'node_modules'));
  git('init', '--quiet');
  git('add', '--all');
});

const create = (...words: readonly string[]) =>
  spawnSync('npm', ['run', '--silent', 'new', '--', ...words], { cwd: copy, encoding: 'utf8', timeout: 120_000 });

/** What the compiler and the tidy test say of the copy. */
function complaints(): string {
  const run = (command: string, words: readonly string[]) => {
    const { stdout, stderr } = spawnSync(command, words, {
      cwd: copy,
      encoding: 'utf8',
      env: { ...process.env, NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning' },
    });
    return `${stdout}${stderr}`;
  };
  return run('npx', ['tsc']) + run('npx', ['jest', 'test/tidy.test.ts']);
}

test('each scaffold writes what the compiler and the tidy test accept, but for the words that it leaves to write', () => {
  for (const words of [
    ['rule', 'rotation/try-rule'],
    ['type', 'try-type'],
    ['generator', 'try-target'],
    ['format', 'try-format'],
  ]) {
    const { status, stderr } = create(...words);
    expect([words, status, stderr]).toEqual([words, 0, '']);
  }
  const found = complaints();
  expect(found).not.toContain('error TS');
  expect(found.match(/● .*/g)?.filter((line, index, all) => all.indexOf(line) === index)).toEqual([
    '● every extension point › what a scaffold left to write has been written',
  ]);
  expect(found).toContain('replace each SCAFFOLD in pipelines/rules/rotation/try-rule.ts');
}, 240_000);

/** Each step left out, and the file that is named for it. */
const STEPS: readonly (readonly [file: string, line: RegExp, named: string])[] = [
  ['pipelines/rules/list.ts', /^.*tryRule.*\n/gm, 'pipelines/rules/rotation/try-rule.ts'],
  ['docs/rules/try-rule.md', /<!-- generated: facts -->\n/, 'docs/rules/try-rule.md'],
  ['schemas/secret-types/list.ts', /^.*tryType.*\n/gm, 'schemas/secret-types/list.ts'],
  ['schemas/secret.schema.json', /,\s*"try-type"/, 'schemas/secret.schema.json'],
  ['generators/list.ts', /^.*generateTryTarget.*\n/gm, 'generators/list.ts'],
  ['pipelines/reports/list.ts', /^.*renderTryFormat.*\n/gm, 'pipelines/reports/list.ts'],
  ['pipelines/io/report-formats.ts', /, 'try-format'/, 'pipelines/reports/list.ts'],
];

test.each(STEPS)(
  'without its line, %s is named',
  (file, line, named) => {
    const path = join(copy, file);
    const whole = readFileSync(path, 'utf8');
    expect(whole).toMatch(line);
    writeFileSync(path, whole.replace(line, ''));
    const found = complaints();
    writeFileSync(path, whole);
    expect(found.replaceAll(/^.*SCAFFOLD.*$/gm, '')).toContain(named);
  },
  120_000,
);

test.each([
  ['test/cases/types/try-type.yaml'],
  ['test/cases/formats/try-format.out'],
  ['docs/rules/try-rule.md'],
  ['test/cases/rules/try-rule/bad.yaml'],
])(
  'without %s, it is named',
  (file) => {
    const path = join(copy, file);
    const whole = readFileSync(path, 'utf8');
    rmSync(path);
    const found = complaints();
    writeFileSync(path, whole);
    expect(found).toContain(`add ${file}`);
  },
  120_000,
);

test('a wrong call writes nothing and says how to call it', () => {
  const before = execFileSync('git', ['status', '--short'], { cwd: copy, encoding: 'utf8' });
  expect(create('rules', 'x')).toMatchObject({ status: 64, stderr: expect.stringContaining('Usage: npm run new') });
  expect(create('rule', '../x')).toMatchObject({ status: 64 });
  expect(create('type', 'try-type')).toMatchObject({ status: 1, stderr: expect.stringContaining('is there already') });
  expect(execFileSync('git', ['status', '--short'], { cwd: copy, encoding: 'utf8' })).toBe(before);
});
