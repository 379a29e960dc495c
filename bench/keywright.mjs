import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
const bundle = fileURLToPath(new URL('../build/keywright.js', import.meta.url));

export function buildKeywright() {
  execFileSync(process.execPath, ['scripts/build.mjs'], { cwd: root, stdio: 'inherit' });
}

/** The command line of the released bundle. */
export function keywright(...parameters) {
  return [process.execPath, bundle, ...parameters];
}
