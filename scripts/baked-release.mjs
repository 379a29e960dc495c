// An esbuild plugin: what pipelines/init/release.ts reads from the working tree is read when building, and stands in
// the bundle as data.
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

export function bakedRelease() {
  return {
    name: 'baked-release',
    setup(plugin) {
      plugin.onLoad({ filter: /pipelines[\\/]init[\\/]release\.ts$/ }, async ({ path }) => ({
        contents: `export function readRelease() { return ${JSON.stringify(await readRelease(path))}; }`,
        loader: 'js',
      }));
    },
  };
}

/** Node 20 runs no TypeScript. The module finds its files by its own address, which a data: URL would not give. */
async function readRelease(path) {
  const define = { 'import.meta.url': JSON.stringify(pathToFileURL(path).href) };
  const { outputFiles } = await build({ entryPoints: [path], format: 'esm', platform: 'node', write: false, define });
  const module = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
  return module.readRelease();
}
