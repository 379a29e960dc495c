import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ScaffoldFile } from './scaffold.ts';

export type WrittenFile = { readonly path: string; readonly change: 'created' | 'updated' | 'unchanged' | 'kept' };

/** Writes the files under `root`. A file that a person may have written is never replaced; it is reported as `kept`. */
export function writeScaffold(root: string, files: readonly ScaffoldFile[]): readonly WrittenFile[] {
  return files.map((file) => ({ path: file.path, change: writeOne(join(root, file.path), file) }));
}

function writeOne(path: string, { text, existing }: ScaffoldFile): WrittenFile['change'] {
  if (!existsSync(path)) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    return 'created';
  }
  const before = readFileSync(path, 'utf8');
  const after = existing === 'lines' ? withLines(before, text) : text;
  if (after === before) return 'unchanged';
  if (existing === 'keep') return 'kept';
  writeFileSync(path, after);
  return 'updated';
}

function withLines(before: string, text: string): string {
  const present = new Set(before.split(/\r?\n/));
  const missing = text.split('\n').filter((line) => line !== '' && !present.has(line));
  const start = before === '' || before.endsWith('\n') ? before : `${before}\n`;
  return missing.length === 0 ? before : `${start}${missing.join('\n')}\n`;
}
