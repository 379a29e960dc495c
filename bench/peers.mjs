import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('peers/', import.meta.url));

/** Installs the other tools from their own lock file, unless they are installed already. */
export function installPeers() {
  const installed = join(folder, 'node_modules/.package-lock.json');
  const isCurrent = existsSync(installed) && versionsIn(installed) === versionsIn(join(folder, 'package-lock.json'));
  if (isCurrent) return;
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-fund', '--no-audit'], { cwd: folder, stdio: 'inherit' });
}

/** npm keeps a copy of the lock file in node_modules, without the packages that this platform doesn't need. */
function versionsIn(path) {
  const { packages } = JSON.parse(readFileSync(path, 'utf8'));
  const direct = Object.keys(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).dependencies);
  return direct.map((name) => `${name}@${packages[`node_modules/${name}`]?.version}`).join(' ');
}

/** A file of the peers' folder. */
export function peer(path) {
  return join(folder, path);
}

/** The native program itself: the package's own start script would add a Node process to its time. */
export function sourcemetaCommand() {
  const system = { win32: 'windows' }[process.platform] ?? process.platform;
  const architecture = { x64: 'x86_64' }[process.arch] ?? process.arch;
  const suffix = process.platform === 'win32' ? '.exe' : isMusl() ? '-musl' : '';
  return peer(
    `node_modules/@sourcemeta/jsonschema/build/github-releases/jsonschema-${system}-${architecture}${suffix}`,
  );
}

function isMusl() {
  return process.platform === 'linux' && process.report.getReport().header.glibcVersionRuntime === undefined;
}
