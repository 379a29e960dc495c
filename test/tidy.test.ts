import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { generateKubernetes } from '../generators/kubernetes/generate.ts';
import { generators } from '../generators/list.ts';
import { commands } from '../pipelines/commands/list.ts';
import { loadEstate } from '../pipelines/declarations/estate.ts';
import { reportFormats } from '../pipelines/reports/list.ts';
import { rules } from '../pipelines/rules/list.ts';
import { secretTypes } from '../schemas/secret-types/list.ts';
import { repositoryRoot } from './support/estate.ts';
import { importCycles, importsOf, ROOMS, roomTable, wrongBetweenRooms } from './support/rooms.ts';

const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: repositoryRoot,
  encoding: 'utf8',
})
  .split('\n')
  .filter((path) => path !== '' && existsSync(join(repositoryRoot, path)));
const read = (path: string) => readFileSync(join(repositoryRoot, path), 'utf8');

describe('the house', () => {
  const sources = tracked
    .filter((path) => /^(?:schemas|generators|runtime|pipelines)\/.*\.ts$/.test(path))
    .map((path) => ({ path, imports: importsOf(path, read(path)) }));

  test('rooms import what the table of rooms allows, and the table allows no more', () => {
    expect(wrongBetweenRooms(sources, ROOMS)).toEqual([]);
  });

  test('an import that the table forbids is found, as is a room in a circle', () => {
    const below = { path: 'a', holds: '', imports: [] };
    const above = { path: 'b', holds: '', imports: ['a'] };
    const upward = { path: 'a/x.ts', imports: ['b/y.ts'] };
    const downward = { path: 'b/y.ts', imports: ['a/x.ts', 'b/z.ts'] };
    expect(wrongBetweenRooms([downward], [below, above])).toEqual([]);
    expect(wrongBetweenRooms([upward, downward], [below, above])).toEqual([
      'a/x.ts imports b/y.ts, which the table of rooms forbids',
    ]);
    expect(wrongBetweenRooms([upward, downward], [{ ...below, imports: ['b'] }, above])).toEqual([
      'the room a may import b, which is not below it',
    ]);
    expect(wrongBetweenRooms([{ path: 'c.ts', imports: [] }, downward], [below, above])).toEqual([
      'c.ts is in no room; add one to test/support/rooms.ts',
    ]);
    const [first = downward] = sources.filter(({ path }) => path.startsWith('schemas/aws/'));
    const forbidden = { ...first, imports: [...first.imports, 'pipelines/cli/cli.ts'] };
    expect(wrongBetweenRooms([...sources, forbidden], ROOMS)).toHaveLength(1);
  });

  test('no file imports itself by way of others, types included', () => {
    expect(importCycles(sources)).toEqual([]);
    const circle = [
      { path: 'a.ts', imports: ['b.ts'] },
      { path: 'b.ts', imports: ['c.ts'] },
      { path: 'c.ts', imports: ['b.ts'] },
    ];
    expect(importCycles(circle)).toEqual(['b.ts -> c.ts -> b.ts']);
  });

  test('ARCHITECTURE.md shows the table of rooms', () => {
    expect(read('ARCHITECTURE.md')).toContain(roomTable(ROOMS));
  });

  test('no file lies loose in pipelines/', () => {
    expect(tracked.filter((path) => /^pipelines\/[^/]+$/.test(path))).toEqual([]);
  });

  test('only the room for values calls what reads or writes one', () => {
    const calls = /\b(?:BatchGetSecretValue|GetSecretValue|PutSecretValue)Command\b/;
    const calling = sources.filter(({ path }) => path.startsWith('pipelines/') && calls.test(read(path)));
    expect(calling.filter(({ path }) => !path.startsWith('pipelines/aws/value/'))).toEqual([]);
  });

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
    const names = secretTypes.map(({ name }) => name);
    const unlisted = files.filter((name) => !names.includes(name));
    expect(missing(unlisted, (name) => `add schemas/secret-types/${name}.ts to schemas/secret-types/list.ts`)).toEqual(
      [],
    );
    const { properties } = JSON.parse(read('schemas/secret.schema.json')).properties.spec;
    const unknown = names.filter((name) => !properties.type.enum.includes(name));
    expect(missing(unknown, (name) => `add "${name}" to the enum of type in schemas/secret.schema.json`)).toEqual([]);
    expect(properties.type.enum.toSorted()).toEqual(names.toSorted());
    const cases = names.map((name) => `test/cases/types/${name}.yaml`);
    expect(missing(absent(cases), (path) => `add ${path}, a Secret of that type`)).toEqual([]);
  });

  test('generators: each folder has one that is listed, and writes below a top-level folder of its own only', () => {
    const files = tracked.filter((path) => /^generators\/[^/]+\/generate\.ts$/.test(path));
    const list = read('generators/list.ts');
    const unlisted = files.filter((path) => !list.includes(`./${path.replace('generators/', '')}'`));
    expect(missing(unlisted, (path) => `add ${path} to generators/list.ts`)).toEqual([]);
    expect(new Set(generators.map(({ folder }) => folder)).size).toBe(generators.length);
    const { estate } = loadEstate(repositoryRoot);
    const strays = generators.flatMap(({ folder, generate }) =>
      generate(estate).files.filter(({ path }) => !path.startsWith(`${folder}/`)),
    );
    expect(strays).toEqual([]);
  });

  test('generators: every Kubernetes manifest is in a kustomization', () => {
    const { files } = generateKubernetes(loadEstate(repositoryRoot).estate);
    const bodies = new Map(files.map(({ path, body }) => [path, body]));
    const manifests = files
      .map(({ path }) => path)
      .filter((path) => /\.yaml$/.test(path) && !path.includes('/kustomization.yaml'));
    const unlisted = manifests.filter(
      (path) => !bodies.get(`${dirname(path)}/kustomization.yaml`)?.includes(`- ${basename(path)}\n`),
    );
    expect(missing(unlisted, (path) => `list ${path} in a kustomization: generators/kubernetes/generate.ts`)).toEqual(
      [],
    );
  });

  test('what a scaffold left to write has been written', () => {
    const sources = tracked.filter((path) => /^(?:schemas|generators|pipelines|docs|test\/cases)\//.test(path));
    const copies = ['docs/declarations.md', 'docs/rules/README.md', 'schemas/rules.schema.json'];
    const unwritten = sources.filter((path) => !copies.includes(path) && /\bSCAFFOLD\b/.test(read(path)));
    expect(missing(unwritten, (path) => `replace each SCAFFOLD in ${path}`)).toEqual([]);
  });

  test('lint rules: each file is listed, in the folder of its category, with a page and cases', () => {
    const files = tracked.filter((path) => /^pipelines\/rules\/[^/]+\/[^/]+\.ts$/.test(path));
    expect(rules.map(({ category, id }) => `pipelines/rules/${category}/${id}.ts`).toSorted()).toEqual(
      files.toSorted(),
    );
    const wanted = rules.flatMap(({ id }) => [`docs/rules/${id}.md`, `test/cases/rules/${id}/bad.yaml`]);
    expect(missing(absent(wanted), (path) => `add ${path}`)).toEqual([]);
    const pages = tracked.filter((path) => path.startsWith('docs/rules/') && !path.endsWith('README.md'));
    expect(pages.toSorted()).toEqual(rules.map(({ id }) => `docs/rules/${id}.md`).toSorted());
    const unmarked = pages.filter(
      (path) => !/<!-- generated: facts -->[\s\S]*<!-- generated: waiving -->/.test(read(path)),
    );
    expect(
      missing(unmarked, (path) => `add <!-- generated: facts --> and <!-- generated: waiving --> to ${path}`),
    ).toEqual([]);
  });

  test('report formats: each file is listed, and commands offer no other', () => {
    const files = tracked.filter(
      (path) => /^pipelines\/reports\/[^/]+\.ts$/.test(path) && /: ReportFormat = /.test(read(path)),
    );
    const names = files.map((path) => basename(path, '.ts'));
    const unlisted = names.filter((name) => !Object.hasOwn(reportFormats, name));
    expect(
      missing(unlisted, (name) => `add ${name} to pipelines/reports/list.ts and pipelines/io/report-formats.ts`),
    ).toEqual([]);
    expect(Object.keys(reportFormats).toSorted()).toEqual(names.toSorted());
    const cases = names.map((name) => `test/cases/formats/${name}.out`);
    expect(missing(absent(cases), (path) => `add ${path}: npm run cases`)).toEqual([]);
  });

  test('commands: each has a file and stands in the README', () => {
    const readme = read('README.md');
    for (const { name } of commands) {
      expect(existsSync(join(repositoryRoot, `pipelines/commands/${name.replace(' ', '/')}.ts`))).toBe(true);
      expect(readme).toContain(`keywright ${name}`);
    }
  });
});

/** What to do about each, so that a failure reads as a list of things to do. */
function missing<Item>(items: readonly Item[], remedy: (item: Item) => string): readonly string[] {
  return items.map(remedy);
}

function absent(paths: readonly string[]): readonly string[] {
  return paths.filter((path) => !tracked.includes(path));
}

/** Relative links, without their fragments. */
function linksOf(path: string): readonly string[] {
  return [...read(path).matchAll(/\]\((?!https?:|mailto:|#)([^)\s#]+)(?:#[^)]*)?\)/g)].map(([, target = '']) => target);
}

/** Paths in code spans that start with a folder of ours and hold no placeholder. */
function namedPathsOf(path: string): readonly string[] {
  const spans = read(path).matchAll(
    /`((?:schemas|generators|runtime|pipelines|test|docs|scripts|secrets\.d)\/[\w./-]+)`/g,
  );
  return [...spans].map(([, target = '']) => target);
}
