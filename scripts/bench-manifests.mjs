// CPU time of our manifests against cdk8s's own one-App YAML writing, same objects: medians of interleaved runs.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';

const [count = '10000', runs = '7'] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'keywright-bench-'));
const outfile = join(folder, 'manifests.mjs');
const js = "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);";
await build({
  entryPoints: ['test/bench/manifests.ts'],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  banner: { js },
});
const times = { keywright: [], cdk8s: [] };
for (let run = 0; run < Number(runs); run++) {
  for (const mode of Object.keys(times)) {
    times[mode].push(Number(execFileSync(process.execPath, [outfile, mode, count], { encoding: 'utf8' })));
  }
}
rmSync(folder, { recursive: true });
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const [ours, theirs] = [median(times.keywright), median(times.cdk8s)];
console.log(`${count} ExternalSecrets, median CPU of ${runs} runs:`);
console.log(`keywright ${Math.round(ours)} ms, cdk8s ${Math.round(theirs)} ms, ratio ${(ours / theirs).toFixed(2)}`);
