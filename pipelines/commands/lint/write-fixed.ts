import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTwoFilesPatch } from 'diff';
import type { SourceFile } from '../../../schemas/types.ts';
import type { Io } from '../../io/io.ts';
import type { Fixed } from '../../lint/fix/fix-files.ts';
import { maskSource } from '../../masking/mask-source.ts';
import { count } from '../../reports/summary.ts';

const BYTE_ORDER_MARK = '\uFEFF';

/** Writes the fixed files; a file that began with a byte order mark keeps it. */
export function writeFixed(root: string, { changed, count: fixed }: Fixed, io: Io): void {
  for (const { path, text } of changed) {
    const before = readFileSync(join(root, path), 'utf8');
    writeFileSync(join(root, path), before.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK + text : text);
  }
  if (changed.length > 0) io.prose(`Fixed ${count(fixed, 'finding')} in ${count(changed.length, 'file')}.\n`);
}

/** Prints the changes that --fix would make, with values masked as in any report. */
export function printDiffs(files: readonly SourceFile[], { changed, count: fixed }: Fixed, io: Io): void {
  const original = new Map(files.map((file) => [file.path, file]));
  for (const file of changed) {
    const before = maskSource(original.get(file.path) ?? file);
    io.data(createTwoFilesPatch(`a/${file.path}`, `b/${file.path}`, before, maskSource(file), '', ''));
  }
  io.prose(`Would fix ${count(fixed, 'finding')} in ${count(changed.length, 'file')}.\n`);
}
