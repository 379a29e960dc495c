// An esbuild plugin: writes the licenses of a bundle's packages beside it, as those licenses require.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export function licenses(folder) {
  return {
    name: 'licenses',
    setup(plugin) {
      plugin.initialOptions.metafile = true;
      plugin.onEnd(({ metafile }) => {
        if (metafile === undefined) return;
        mkdirSync(folder, { recursive: true });
        writeFileSync(join(folder, 'LICENSES.txt'), textOf(Object.keys(metafile.inputs)));
      });
    },
  };
}

function textOf(inputs) {
  const packages = new Set(
    inputs.flatMap((path) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []),
  );
  return [...packages]
    .sort()
    .map(entryOf)
    .join(`\n${'-'.repeat(80)}\n\n`);
}

function entryOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  const text =
    file === undefined ? '' : `\n${readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim()}\n`;
  return `${name} ${version}, ${license}\n${text}`;
}
