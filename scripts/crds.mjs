// npm run crds -- PATH [VERSION]: bundles and runs test/crds/main.ts.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';

const folder = mkdtempSync(join(tmpdir(), 'keywright-crds-'));
const outfile = join(folder, 'crds.mjs');
const js = "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);";
await build({
  entryPoints: ['test/crds/main.ts'],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  banner: { js },
});
const { status } = spawnSync(process.execPath, [outfile, ...process.argv.slice(2)], { stdio: 'inherit' });
rmSync(folder, { recursive: true });
process.exitCode = status ?? 1;
