// An esbuild plugin: calls a function of the sources at build time and puts its result in the bundle as data.
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const BAKED = [
  { filter: /pipelines[\\/]init[\\/]release\.ts$/, name: 'readRelease' },
  { filter: /pipelines[\\/]cli[\\/]help-page\.ts$/, name: 'helpPage' },
];

export function baked() {
  return {
    name: 'baked',
    setup(plugin) {
      for (const { filter, name } of BAKED)
        plugin.onLoad({ filter }, async ({ path }) => ({
          contents: `export function ${name}() { return ${JSON.stringify(await resultOf(path, name))}; }`,
          loader: 'js',
        }));
    },
  };
}

/** Node 20 runs no TypeScript. The module finds its files by its own address, which a data: URL would not give. */
async function resultOf(path, name) {
  const { outputFiles } = await build({
    entryPoints: [path],
    bundle: true,
    format: 'esm',
    platform: 'node',
    write: false,
    define: { 'import.meta.url': JSON.stringify(pathToFileURL(path).href) },
    plugins: [withoutDynamicImports()],
  });
  const module = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
  return module[name]();
}

/** The commands' dynamically imported modules are not needed to describe the commands. */
function withoutDynamicImports() {
  return {
    name: 'without-dynamic-imports',
    setup(plugin) {
      plugin.onResolve({ filter: /^/ }, ({ path, kind }) =>
        kind === 'dynamic-import' ? { path, external: true } : null,
      );
    },
  };
}
