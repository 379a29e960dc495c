import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, normalize } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { commands } from '../pipelines/commands/list.ts';
import { reportFormats } from '../pipelines/reports/list.ts';
import { rules } from '../pipelines/rules/list.ts';
import { secretTypes } from '../schemas/secret-types/list.ts';
import { repositoryRoot } from './support/estate.ts';

const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: repositoryRoot,
  encoding: 'utf8',
})
  .split('\n')
  .filter((path) => path !== '' && existsSync(join(repositoryRoot, path)));
const read = (path: string) => readFileSync(join(repositoryRoot, path), 'utf8');

describe('the house', () => {
  const order = ['schemas', 'generators', 'runtime', 'pipelines', 'test'];

  test(`folders import one way: ${order.join(' <- ')}`, () => {
    const sources = tracked.filter((path) => path.endsWith('.ts') && order.includes(path.split('/')[0] ?? ''));
    const wrong = sources.flatMap((path) =>
      importsOf(path)
        .filter((target) => rank(target) > rank(path))
        .map((target) => `${path} imports ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  function rank(path: string): number {
    return order.indexOf(path.split('/')[0] ?? '');
  }

  test('schemas/types.ts imports types only', () => {
    expect(read('schemas/types.ts').match(/^import (?!type )/gm)).toBeNull();
  });

  test('no file is named for nothing in particular', () => {
    const vague = /(?:^|\/)(?:utils?|helpers?|common|manager|misc)(?:[.-][^/]*)?\.ts$/;
    expect(tracked.filter((path) => vague.test(path))).toEqual([]);
  });

  test('source files stay under 250 lines', () => {
    const sources = tracked.filter((path) => path.endsWith('.ts') && !path.startsWith('test/'));
    expect(sources.filter((path) => read(path).split('\n').length > 250)).toEqual([]);
  });

  test('only the entry points of the command line and of the action touch the process', () => {
    const sources = tracked.filter((path) => path.startsWith('pipelines/') && path.endsWith('.ts'));
    const touching = sources.filter((path) => /\bprocess\.(?:env|argv|exit|stdout|stderr|stdin)\b/.test(read(path)));
    expect(touching).toEqual(['pipelines/action/main.ts', 'pipelines/cli/cli.ts', 'pipelines/cli/entry.ts']);
  });

  test('every path that a document names exists', () => {
    const documents = tracked.filter((path) => path.endsWith('.md'));
    const dangling = documents.flatMap((path) => [
      ...linksOf(path)
        .filter((target) => !existsSync(join(repositoryRoot, dirname(path), target)))
        .map((target) => `${path} links to ${target}`),
      ...namedPathsOf(path)
        .filter((target) => !existsSync(join(repositoryRoot, target)))
        .map((target) => `${path} names ${target}`),
    ]);
    expect(dangling).toEqual([]);
  });
});

describe('every extension point', () => {
  test('secret types: each file is listed, and the schema allows its name', () => {
    const files = readdirSync(join(repositoryRoot, 'schemas/secret-types'))
      .map((file) => file.replace('.ts', ''))
      .filter((name) => !['list', 'secret-type', 'database-keys', 'api-key-keys'].includes(name));
    expect(secretTypes.map(({ name }) => name).toSorted()).toEqual(files.toSorted());
  });

  test('lint rules: each file is listed, in the folder of its category, with a page and cases', () => {
    const files = tracked.filter((path) => /^pipelines\/rules\/[^/]+\/[^/]+\.ts$/.test(path));
    expect(rules.map(({ category, id }) => `pipelines/rules/${category}/${id}.ts`).toSorted()).toEqual(files);
    for (const { id } of rules) {
      expect(tracked).toContain(`docs/rules/${id}.md`);
      expect(tracked).toContain(`test/cases/rules/${id}/bad.yaml`);
    }
    const pages = tracked.filter((path) => path.startsWith('docs/rules/') && !path.endsWith('README.md'));
    expect(pages).toEqual(rules.map(({ id }) => `docs/rules/${id}.md`).toSorted());
  });

  test('report formats: each file is listed, and commands offer no other', () => {
    const files = tracked.filter(
      (path) => /^pipelines\/reports\/[^/]+\.ts$/.test(path) && /: ReportFormat = /.test(read(path)),
    );
    expect(Object.keys(reportFormats).toSorted()).toEqual(files.map((path) => basename(path, '.ts')).toSorted());
  });

  test('commands: each has a file and stands in the README', () => {
    const readme = read('README.md');
    for (const { name } of commands) {
      expect(existsSync(join(repositoryRoot, `pipelines/commands/${name.replace(' ', '/')}.ts`))).toBe(true);
      expect(readme).toContain(`keywright ${name}`);
    }
  });
});

/** Relative imports of a file, as paths from the root. */
function importsOf(path: string): readonly string[] {
  const targets = read(path).matchAll(/(?:from|import)\s*\(?\s*'(\.{1,2}\/[^']+)'/g);
  return [...targets].map(([, target = '']) => normalize(join(dirname(path), target)));
}

/** Relative links, without their fragments. */
function linksOf(path: string): readonly string[] {
  return [...read(path).matchAll(/\]\((?!https?:|mailto:|#)([^)\s#]+)(?:#[^)]*)?\)/g)].map(([, target = '']) => target);
}

/** Paths in code spans that start with a folder of ours and hold no placeholder. */
function namedPathsOf(path: string): readonly string[] {
  const spans = read(path).matchAll(/`((?:schemas|generators|pipelines|test|docs|scripts|secrets\.d)\/[\w./-]+)`/g);
  return [...spans].map(([, target = '']) => target);
}
