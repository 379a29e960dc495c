import type { SourceFile } from '../../schemas/types.ts';
import { DECLARATIONS_FOLDER } from '../declarations/read.ts';
import { git, mergeBase } from './git.ts';

/**
 * The declarations at the commit where this branch left `ref`, like `readSources`.
 * @throws CommandError if Git doesn't know the commit
 */
export function readBaseSources(root: string, ref: string): readonly SourceFile[] {
  const base = mergeBase(root, ref);
  const unreadable = `git can't read ${DECLARATIONS_FOLDER} at ${base}.`;
  const listed = git(root, ['ls-tree', '-r', '-z', '--name-only', base, '--', DECLARATIONS_FOLDER], unreadable);
  const paths = listed
    .toString()
    .split('\0')
    .filter((path) => /\.ya?ml$/.test(path));
  if (paths.length === 0) return [];
  const wanted = paths.map((path) => `${base}:./${path}\n`).join('');
  const texts = splitBatch(git(root, ['cat-file', '--batch'], unreadable, wanted));
  return paths.map((path, index) => ({ path, text: withoutMark(texts[index] ?? '') })).sort(byPath);
}

/**
 * `cat-file --batch` answers for each object with a line that ends in its size in bytes, then the object and a line
 * feed.
 */
function splitBatch(bytes: Buffer): readonly string[] {
  const texts: string[] = [];
  for (let at = 0; at < bytes.length; ) {
    const lineEnd = bytes.indexOf('\n', at);
    const size = Number(bytes.toString('utf8', at, lineEnd).split(' ').at(-1));
    texts.push(bytes.toString('utf8', lineEnd + 1, lineEnd + 1 + size));
    at = lineEnd + 1 + size + 1;
  }
  return texts;
}

function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

function byPath(a: SourceFile, b: SourceFile): number {
  return a.path < b.path ? -1 : 1;
}
