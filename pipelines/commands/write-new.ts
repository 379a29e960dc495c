import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { OutputFile } from '../../schemas/types.ts';
import { CommandError } from '../io/command-error.ts';
import { EXIT, type Io } from '../io/io.ts';

/** Writes files that must not be there yet: people look through them and change them. */
export function writeNew(root: string, files: readonly OutputFile[], io: Io): void {
  const taken = files.find(({ path }) => existsSync(join(root, path)));
  if (taken !== undefined) throw new CommandError(`${taken.path} is there already; move it away first.`, EXIT.refused);
  for (const { path, text } of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
    io.prose(`wrote ${path}\n`);
  }
}
