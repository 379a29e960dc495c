// Installs, builds, and runs the whole pipeline on this repository's estate against the embedded AWS endpoint. Works on
// a copy in a temporary folder, so the checkout is not changed.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

if (!existsSync(join(root, 'node_modules'))) step('npm ci', npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
step('npm run build', process.execPath, ['scripts/build.mjs']);

const copy = mkdtempSync(join(tmpdir(), 'keywright-start-'));
try {
  for (const folder of ['secrets.d', 'manifests']) cpSync(join(root, folder), join(copy, folder), { recursive: true });
  const done = [
    keywright('check', 'The declarations are valid, pass the policy, and the manifests are fresh.'),
    keywright('plan --local', 'What AWS lacks, before anything is written. A plan can read no value.'),
    keywright('apply --local --yes', 'Created, with generated values that nobody has seen.'),
    keywright('plan --local --detailed-exitcode', 'Nothing is left to do: exit status 0.'),
    keywright('generate --check', 'The committed manifests are what the declarations say.'),
  ];
  console.log(
    `\n${'-'.repeat(80)}\nThe pipeline ran on the estate in secrets.d/, offline, against an embedded AWS endpoint:\n`,
  );
  for (const { command, meaning } of done) console.log(`  keywright ${command.padEnd(33)} ${meaning}`);
  console.log(`
Go on: edit a file in secrets.d/, then run "npx keywright check" and "npx keywright plan --local".
Secrets that await a value are named above, with who provides it. Your checkout was not changed.`);
} finally {
  rmSync(copy, { recursive: true, force: true });
}

function keywright(command, meaning) {
  const args = [join(root, 'build', 'keywright.js'), ...command.split(' '), '--dir', copy];
  step(`keywright ${command}`, process.execPath, args);
  return { command, meaning };
}

/** Shows the command's standard output, and its standard error only if it fails. */
function step(title, command, args) {
  console.log(`\n$ ${title}`);
  const stdio = ['ignore', 'inherit', 'pipe'];
  const { status, error, stderr } = spawnSync(command, args, { cwd: root, stdio, encoding: 'utf8' });
  if (status === 0) return;
  process.stderr.write(stderr ?? '');
  console.error(`\n"${title}" failed${error ? `: ${error.message}` : ` with exit status ${status}`}.`);
  process.exit(1);
}
