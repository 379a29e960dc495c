// Bundles the command line, the GitHub action and the local endpoint as a library into build/. With --dist, the action
// goes to dist/ as well, which is committed because runners load the action from there.
import { cpSync, rmSync } from 'node:fs';
import { build } from 'esbuild';
import { baked } from './baked.mjs';
import { licenses } from './licenses.mjs';
import { standaloneValidators } from './standalone-validators.mjs';

// Some dependencies are CommonJS and call require for Node's own modules.
const requireShim =
  "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);";

const shared = {
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  minify: true,
  legalComments: 'none',
  plugins: [standaloneValidators(requireShim), withoutUnusedParser()],
};

rmSync(new URL('../build', import.meta.url), { recursive: true, force: true });
await Promise.all([bundleEntry(), bundleCommandLine(), bundleAction(), bundleLocalEndpoint()]);
if (process.argv.includes('--dist')) {
  rmSync(new URL('../dist', import.meta.url), { recursive: true, force: true });
  cpSync(new URL('../build/action', import.meta.url), new URL('../dist', import.meta.url), { recursive: true });
}

/** secretlint's preset loads a parser of PKCS#12 files for a rule that is not used here. */
function withoutUnusedParser() {
  return {
    name: 'without-unused-parser',
    setup(plugin) {
      plugin.onResolve({ filter: /^\.\/index-/ }, ({ path, importer, kind }) =>
        kind === 'dynamic-import' && importer.includes('secretlint-rule-preset-recommend')
          ? { path, external: true }
          : null,
      );
    },
  };
}

/** Dynamic imports become chunks, so a command loads only what it needs. */
function bundleCommandLine() {
  return build({
    ...shared,
    entryPoints: ['pipelines/cli/cli.ts'],
    entryNames: 'chunks/[name]',
    chunkNames: 'chunks/[name]-[hash]',
    outdir: 'build',
    splitting: true,
    banner: { js: requireShim },
    plugins: [...shared.plugins, baked(), licenses('build')],
  });
}

/** Bundled alone: with splitting, it would load a chunk before it could print anything. */
function bundleEntry() {
  const laterCommandLine = {
    name: 'later-command-line',
    setup: (plugin) =>
      plugin.onResolve({ filter: /^\.\/cli\.ts$/ }, () => ({ path: './chunks/cli.js', external: true })),
  };
  return build({
    ...shared,
    entryPoints: ['pipelines/cli/entry.ts'],
    outfile: 'build/keywright.js',
    banner: { js: '#!/usr/bin/env node' },
    plugins: [baked(), laterCommandLine],
  });
}

/** For other projects' test suites: `import { startLocalEndpoint } from 'keywright/local'`. */
function bundleLocalEndpoint() {
  return build({ ...shared, plugins: [], entryPoints: ['runtime/local/server.ts'], outfile: 'build/local.js' });
}

function bundleAction() {
  return build({
    ...shared,
    entryPoints: ['pipelines/action/main.ts'],
    outfile: 'build/action/index.js',
    plugins: [...shared.plugins, licenses('build/action')],
    banner: { js: requireShim },
  });
}
