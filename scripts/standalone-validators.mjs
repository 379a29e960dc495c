// Compiles the JSON Schemas ahead of time: an esbuild plugin that replaces
// pipelines/declarations/validate/validators.ts with ajv's standalone code, which compiles them when it first runs.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

export function standaloneValidators(requireShim) {
  return {
    name: 'standalone-validators',
    setup(plugin) {
      plugin.onLoad({ filter: /pipelines[\\/]declarations[\\/]validate[\\/]validators\.ts$/ }, async ({ path }) => ({
        contents: await compileValidators(path, requireShim),
        resolveDir: dirname(path),
        loader: 'js',
      }));
    },
  };
}

async function compileValidators(source, requireShim) {
  const { createCompiler, schemaIds, standalone } = await importCompiler(source, requireShim);
  const code = standalone.default(createCompiler({ source: true, esm: true }), schemaIds);
  const table = Object.keys(schemaIds).join(', ');
  return `${code}\nconst validators = { ${table} };\nexport function validatorOf(kind) { return validators[kind]; }\n`;
}

/** Node 20 runs no TypeScript, so the module is bundled first, with ajv, so that both use one copy of ajv. */
async function importCompiler(path, requireShim) {
  const folder = mkdtempSync(join(tmpdir(), 'keywright-build-'));
  const outfile = join(folder, 'module.mjs');
  try {
    await build({
      stdin: {
        contents: `export { createCompiler, schemaIds } from ${JSON.stringify(path)};
export { default as standalone } from 'ajv/dist/standalone/index.js';`,
        resolveDir: dirname(path),
      },
      outfile,
      bundle: true,
      platform: 'node',
      format: 'esm',
      banner: { js: requireShim },
    });
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
