import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { generate } from '../pipelines/generate/generate.ts';
import { compareFiles, findStaleFiles } from '../pipelines/generate/stale-files.ts';
import { writeFiles } from '../pipelines/generate/write.ts';
import type { Estate } from '../schemas/types.ts';
import { consumer, estate, prod, secret } from './kubernetes/estate.ts';

const both = estate({
  desired: [
    secret('one', { kubernetes: { app: { ...consumer, externalSecret: { name: 'one' } } } }),
    secret('two', { kubernetes: { app: { ...consumer, externalSecret: { name: 'two' } } } }),
  ],
});
const onlyOne = { ...both, desired: both.desired.slice(0, 1) };
const folder = 'manifests/prod/eks/apps';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'keywright-write-'));
  writeAll(both);
});
afterEach(() => rmSync(root, { recursive: true }));

function writeAll(wanted: Estate) {
  writeFiles(root, compareFiles(root, generate(wanted).files, wanted));
}

function stale(wanted: Estate) {
  return findStaleFiles(root, generate(wanted).files, wanted).map(({ path, reason }) => `${reason} ${path}`);
}

test('a written tree is fresh, also with carriage returns from Git', () => {
  expect(stale(both)).toEqual([]);
  edit(`${folder}/externalsecret-one.yaml`, (text) => text.replaceAll('\n', '\r\n'));
  expect(stale(both)).toEqual([]);
});

test('a removed declaration makes its file obsolete, and writing removes it and nothing else', () => {
  writeFileSync(join(root, folder, 'notes.yaml'), 'kind: ByHand\n');
  const others = readFileSync(join(root, folder, 'externalsecret-two.yaml'), 'utf8').replace(
    prod.managedBy,
    'other/team',
  );
  writeFileSync(join(root, folder, 'externalsecret-theirs.yaml'), others);
  expect(stale(onlyOne)).toEqual([
    `obsolete ${folder}/externalsecret-two.yaml`,
    `changed ${folder}/kustomization.yaml`,
  ]);
  writeAll(onlyOne);
  expect(stale(onlyOne)).toEqual([]);
  expect(readdirSync(join(root, folder)).toSorted()).toEqual([
    'externalsecret-one.yaml',
    'externalsecret-theirs.yaml',
    'kustomization.yaml',
    'notes.yaml',
    'secretstore-aws.yaml',
    'serviceaccount-app.yaml',
  ]);
});

test('a folder that becomes empty goes with its last file', () => {
  const none = estate({ clusters: {}, desired: [] });
  writeAll(none);
  expect(readdirSync(root)).toEqual([]);
});

test('a hand edit is called so, with the difference, and writing undoes it', () => {
  edit(`${folder}/externalsecret-one.yaml`, (text) => text.replace('1h0m0s', '5m0s'));
  const [found] = findStaleFiles(root, generate(both).files, both);
  expect(found?.reason).toBe('hand-edited');
  expect(found?.diff).toContain('-  refreshInterval: 5m0s\n+  refreshInterval: 1h0m0s\n');
  writeAll(both);
  expect(stale(both)).toEqual([]);
});

test('a difference shows no value that somebody pasted into a file', () => {
  edit(`${folder}/externalsecret-one.yaml`, (text) =>
    text
      .replace('metadata: {}', 'data:\n        password: hunter2\n        jaas: |\n          secret=hunter3')
      .replace('1h0m0s', '5m0s'),
  );
  writeFileSync(
    join(root, folder, 'kustomization.yaml'),
    'kind: Secret\nstringData: { password: hunter4 }\n- hunter5\n',
  );
  const diffs = findStaleFiles(root, generate(both).files, both).map(({ diff }) => diff);
  expect(diffs.join('')).not.toMatch(/hunter/);
  expect(diffs[0]).toContain('-        password: ********\n');
  expect(diffs[0]).toContain('-  refreshInterval: 5m0s\n');
  expect(diffs[1]).toContain('-kind: Secret\n-stringData: ********\n-- ********\n');
});

test('a changed declaration makes its file changed, a missing file missing', () => {
  const [one, two] = both.desired;
  if (one === undefined || two === undefined) throw new Error('the fixture has two secrets');
  const renamed = { ...both, desired: [{ ...one, name: 'prod/renamed' }, two] };
  rmSync(join(root, folder, 'externalsecret-two.yaml'));
  expect(stale(renamed)).toEqual([
    `changed ${folder}/externalsecret-one.yaml`,
    `missing ${folder}/externalsecret-two.yaml`,
  ]);
});

test('a file of somebody else at a generated path is reported and left as it is', () => {
  writeFileSync(join(root, folder, 'kustomization.yaml'), 'resources: []\n');
  writeAll(both);
  expect(stale(both)).toEqual([`foreign ${folder}/kustomization.yaml`]);
  expect(readFileSync(join(root, folder, 'kustomization.yaml'), 'utf8')).toBe('resources: []\n');
});

function edit(path: string, change: (text: string) => string) {
  writeFileSync(join(root, path), change(readFileSync(join(root, path), 'utf8')));
}
