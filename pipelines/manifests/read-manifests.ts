import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { SourceFile } from '../../schemas/types.ts';
import { readText } from '../declarations/read.ts';

const SKIPPED = new Set(['.git', 'node_modules']);

/**
 * Reads one YAML file, or every `.yaml` and `.yml` file below a folder, sorted by path. `path` and the paths of the
 * files are relative to `root`.
 * @throws the file system's error if a file or folder can't be read.
 */
export function readManifests(root: string, path: string): readonly SourceFile[] {
  const paths = statSync(join(root, path)).isDirectory() ? listYaml(root, path) : [path];
  return paths.map((file) => ({ path: file, text: readText(join(root, file)) }));
}

function listYaml(root: string, folder: string): readonly string[] {
  const entries = readdirSync(join(root, folder), { withFileTypes: true }).filter(({ name }) => !SKIPPED.has(name));
  const paths = entries.flatMap((entry) => {
    const path = folder === '.' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return listYaml(root, path);
    return /\.ya?ml$/.test(entry.name) ? [path] : [];
  });
  return paths.sort();
}
