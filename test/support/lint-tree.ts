import { loadEstate } from '../../pipelines/declarations/estate.ts';
import { lint } from '../../pipelines/lint/lint.ts';
import type { Finding } from '../../schemas/types.ts';
import { removeTree, writeTree } from './estate.ts';

/** Lints a folder made of the given files, by path. */
export function lintTree(files: { readonly [path: string]: string }, now = new Date('2026-12-01')): readonly Finding[] {
  const root = writeTree(files);
  try {
    return lint({ ...loadEstate(root), now });
  } finally {
    removeTree(root);
  }
}
