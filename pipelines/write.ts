import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { createTwoFilesPatch } from 'diff';
import { generators } from '../generators/list.ts';
import type { Estate, OutputFile, StaleFile } from '../schemas/types.ts';
import { readHeader } from './file-header.ts';

/**
 * Compares what was generated with what is below `root`, and changes nothing. Sorted by path. Obsolete is a file in a
 * folder of ours whose first line names one of our owners and that no generator wants any more; a file at a
 * generated path that was not generated is foreign.
 */
export function findStaleFiles(
  root: string,
  files: readonly OutputFile[],
  estate: Estate,
  folders: readonly string[] = generators.map(({ folder }) => folder),
): readonly StaleFile[] {
  const owners = new Set(estate.environments.map(({ spec }) => spec.managedBy));
  const wanted = new Set(files.map(({ path }) => path));
  const stale = [
    ...files.flatMap((file) => compareFile(root, file)),
    ...folders
      .flatMap((folder) => listFiles(root, folder))
      .filter((path) => !wanted.has(path))
      .flatMap((path) => compareUnwanted(root, path, owners)),
  ];
  return stale.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

function compareFile(root: string, { path, text }: OutputFile): readonly StaleFile[] {
  const current = readIfPresent(join(root, path));
  if (current === null) return [staleFile(path, 'missing', '', text)];
  if (current.replaceAll('\r\n', '\n') === text) return [];
  const header = readHeader(current);
  if (header === null) return [staleFile(path, 'foreign', current, text)];
  return [staleFile(path, header.edited ? 'hand-edited' : 'changed', current, text)];
}

function compareUnwanted(root: string, path: string, owners: ReadonlySet<string>): readonly StaleFile[] {
  const current = readFileSync(join(root, path), 'utf8');
  const header = readHeader(current);
  return header !== null && owners.has(header.managedBy) ? [staleFile(path, 'obsolete', current, '')] : [];
}

function staleFile(path: string, reason: StaleFile['reason'], before: string, after: string): StaleFile {
  const [from, to] = [before === '' ? '/dev/null' : `a/${path}`, after === '' ? '/dev/null' : `b/${path}`];
  const diff = createTwoFilesPatch(from, to, before, after).replace(/^=+\n/, '');
  return { path, reason, diff };
}

/** Makes the tree fresh: writes and removes what is stale, and leaves foreign files alone. Returns what it left. */
export function writeFiles(
  root: string,
  files: readonly OutputFile[],
  stale: readonly StaleFile[],
): readonly StaleFile[] {
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  for (const { path, reason } of stale) {
    const text = texts.get(path);
    if (reason === 'obsolete') removeFile(root, path);
    else if (reason !== 'foreign' && text !== undefined) writeFile(join(root, path), text);
  }
  return stale.filter(({ reason }) => reason === 'foreign');
}

function writeFile(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** Removes the file, and the folders that this leaves empty. */
function removeFile(root: string, path: string): void {
  rmSync(join(root, path));
  let folder = dirname(path);
  while (folder !== '.' && readdirSync(join(root, folder)).length === 0) {
    rmdirSync(join(root, folder));
    folder = dirname(folder);
  }
}

function listFiles(root: string, folder: string): readonly string[] {
  if (!existsSync(join(root, folder))) return [];
  const entries = readdirSync(join(root, folder), { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
}

function readIfPresent(path: string): string | null {
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
}
