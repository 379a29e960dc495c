import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SourceFile } from '../../schemas/types.ts';

/** The folder, under the repository's root, that holds the declarations. */
export const DECLARATIONS_FOLDER = 'secrets.d';

const BYTE_ORDER_MARK = '\uFEFF';

/**
 * Reads every `.yaml` and `.yml` file under `secrets.d/`, sorted by path. Reads synchronously, because for many small
 * files this takes a tenth of the promise API's CPU time.
 * @throws the file system's error if a file or folder can't be read.
 */
export function readSources(root: string): readonly SourceFile[] {
  return listYamlFiles(root, DECLARATIONS_FOLDER).map((path) => ({ path, text: readText(join(root, path)) }));
}

function listYamlFiles(root: string, folder: string): string[] {
  const paths: string[] = [];
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) paths.push(...listYamlFiles(root, path));
    else if (/\.ya?ml$/.test(entry.name)) paths.push(path);
  }
  return paths.sort();
}

/** The file's text without the byte order mark that some editors add. */
export function readText(path: string): string {
  const text = readFileSync(path, 'utf8');
  return text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
}
