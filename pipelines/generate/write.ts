import { mkdirSync, readdirSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Difference } from './stale-files.ts';

/** Brings the tree up to date: writes and removes files that differ, and leaves foreign files alone. */
export function writeFiles(root: string, differences: readonly Difference[]): void {
  const ours = differences.filter(({ reason }) => reason !== 'foreign');
  const folders = new Set(ours.flatMap(({ path, after }) => (after === null ? [] : [dirname(path)])));
  for (const folder of folders) mkdirSync(join(root, folder), { recursive: true });
  for (const { path, after } of ours) {
    if (after === null) removeFile(root, path);
    else writeFileSync(join(root, path), after);
  }
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
