// Bundles the command line into build/. Dynamic imports become chunks, so a command loads only what it needs.
import { rmSync } from 'node:fs';
import { build } from 'esbuild';
import { standaloneValidators } from './standalone-validators.mjs';

// Some dependencies are CommonJS and call require for Node's own modules.
const requireShim =
  "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);";

rmSync(new URL('../build', import.meta.url), { recursive: true, force: true });
await build({
  entryPoints: ['pipelines/cli.ts'],
  entryNames: 'keywright',
  chunkNames: 'chunks/[name]-[hash]',
  outdir: 'build',
  bundle: true,
  splitting: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  minify: true,
  legalComments: 'none',
  banner: { js: `#!/usr/bin/env node\n${requireShim}` },
  plugins: [standaloneValidators(requireShim)],
});
