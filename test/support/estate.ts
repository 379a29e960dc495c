import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const repositoryRoot = fileURLToPath(new URL('../../', import.meta.url));

/** A new folder with the given files, by path. The caller removes it. */
export function writeTree(files: { readonly [path: string]: string }): string {
  const root = mkdtempSync(join(tmpdir(), 'keywright-test-'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

/** A new folder with a copy of this repository's own declarations and manifests. The caller removes it. */
export function copyEstate(): string {
  const root = mkdtempSync(join(tmpdir(), 'keywright-test-'));
  for (const folder of ['secrets.d', 'manifests']) {
    cpSync(join(repositoryRoot, folder), join(root, folder), { recursive: true });
  }
  return root;
}

export function removeTree(root: string): void {
  rmSync(root, { recursive: true, force: true });
}
