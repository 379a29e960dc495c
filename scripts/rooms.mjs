// Writes the table of rooms into ARCHITECTURE.md. With --check it changes nothing and ends 1 where the table is stale.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const page = `${root}ARCHITECTURE.md`;
const options = { bundle: true, format: 'esm', platform: 'node', write: false };
const { outputFiles } = await build({ ...options, entryPoints: [`${root}test/support/rooms.ts`] });
const { ROOMS, roomTable } = await import(
  `data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`
);

const before = readFileSync(page, 'utf8');
const after = before.replace(
  /(<!-- generated: rooms -->\n)[\s\S]*?(<!-- end -->)/,
  (_whole, start, end) => `${start}\n${roomTable(ROOMS)}\n\n${end}`,
);
if (after !== before && process.argv.includes('--check')) {
  console.error('ARCHITECTURE.md is stale; run: npm run docs');
  process.exitCode = 1;
} else if (after !== before) {
  writeFileSync(page, after);
}
