import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { createTwoFilesPatch } from 'diff';
import { generators } from '../../generators/list.ts';
import type { Estate, OutputFile, StaleFile } from '../../schemas/types.ts';
import { readHeader } from './file-header.ts';
import { maskRemovedLines } from './mask-diff.ts';

/** A file that is not as generated. `before` is null if the file does not exist, `after` if it should not. */
export type Difference = Pick<StaleFile, 'path' | 'reason'> & {
  readonly before: string | null;
  readonly after: string | null;
};

/** Like `compareFiles`, with unified diffs, for reports. */
export function findStaleFiles(root: string, files: readonly OutputFile[], estate: Estate): readonly StaleFile[] {
  return compareFiles(root, files, estate).map(toStaleFile);
}

/**
 * Compares the generated files with those below `root`, and changes nothing. Sorted by path. Obsolete: a file in a
 * generated folder whose first line names a known owner and that no generator produces any more. Foreign: a file at a
 * generated path that was not generated.
 */
export function compareFiles(
  root: string,
  files: readonly OutputFile[],
  estate: Estate,
  folders: readonly string[] = generators.map(({ folder }) => folder),
): readonly Difference[] {
  const owners = new Set(estate.environments.map(({ spec }) => spec.managedBy));
  const wanted = new Set(files.map(({ path }) => path));
  const unwanted = folders.flatMap((folder) => listFiles(root, folder)).filter((path) => !wanted.has(path));
  const differences = [
    ...files.flatMap((file) => compareFile(root, file)),
    ...unwanted.flatMap((path) => compareUnwanted(root, path, owners)),
  ];
  return differences.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

function compareFile(root: string, { path, text: after }: OutputFile): readonly Difference[] {
  const file = join(root, path);
  if (!existsSync(file)) return [{ path, reason: 'missing', before: null, after }];
  const before = readFileSync(file, 'utf8');
  if (before === after || before.replaceAll('\r\n', '\n') === after) return [];
  return [{ path, reason: reasonFor(before), before, after }];
}

function reasonFor(before: string): Difference['reason'] {
  const header = readHeader(before);
  if (header === null) return 'foreign';
  return header.edited ? 'hand-edited' : 'changed';
}

function compareUnwanted(root: string, path: string, owners: ReadonlySet<string>): readonly Difference[] {
  const before = readFileSync(join(root, path), 'utf8');
  const header = readHeader(before);
  return header !== null && owners.has(header.managedBy) ? [{ path, reason: 'obsolete', before, after: null }] : [];
}

function listFiles(root: string, folder: string): readonly string[] {
  if (!existsSync(join(root, folder))) return [];
  const entries = readdirSync(join(root, folder), { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
}

/** Adds the change as a unified diff that shows nothing a person could have pasted into the file. */
export function toStaleFile({ path, reason, before, after }: Difference): StaleFile {
  const from = before === null ? '/dev/null' : `a/${path}`;
  const to = after === null ? '/dev/null' : `b/${path}`;
  const diff = createTwoFilesPatch(from, to, before ?? '', after ?? '').replace(/^=+\n/, '');
  const isAsGenerated = before === null || readHeader(before)?.edited === false;
  return { path, reason, diff: isAsGenerated ? diff : maskRemovedLines(diff) };
}
