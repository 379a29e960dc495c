// npm run bench [-- NAME...] [--quick]: measures Keywright beside other tools and writes the tables of
// docs/performance.md. --quick: two rounds without the contestants that take minutes; prints only.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { benchmarks } from './benchmarks/list.mjs';
import { buildKeywright, root } from './keywright.mjs';
import { installPeers } from './peers.mjs';
import { runAlternately } from './rounds.mjs';
import { comparisonTable, targetTable } from './tables.mjs';

const page = join(root, 'docs/performance.md');
const names = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const isQuick = process.argv.includes('--quick');
const unknown = names.find((name) => !benchmarks.some((benchmark) => benchmark.name === name));
if (unknown === undefined) await main();
else console.error(`There is no benchmark ${unknown}; there are ${benchmarks.map(({ name }) => name).join(', ')}.`);
process.exitCode = unknown === undefined ? 0 : 64;

async function main() {
  installPeers();
  buildKeywright();
  for (const benchmark of benchmarks) {
    if (names.length > 0 && !names.includes(benchmark.name)) continue;
    const text = await run(benchmark);
    console.log(`\n${benchmark.name}\n\n${text}`);
    if (!isQuick) writeSection(benchmark.name, text);
  }
  if (!isQuick) writeSection('machine', machine());
}

/** Prepares a benchmark's inputs in a temporary folder, runs its comparisons, and removes the folder. */
async function run(benchmark) {
  const folder = mkdtempSync(join(tmpdir(), 'keywright-bench-'));
  try {
    const { comparisons, targets, close } = await benchmark.prepare(folder);
    try {
      const measured = [];
      for (const comparison of comparisons) measured.push(await compare(benchmark, comparison));
      const tables = measured.map(comparisonTable);
      const outcomes = isQuick ? [] : [targetTable(targets(measured.map(({ results }) => results)))];
      return [...tables, ...outcomes].join('\n');
    } finally {
      await close?.();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function compare({ name }, { title, unit, rounds, contestants }) {
  const chosen = isQuick ? contestants.filter((contestant) => contestant.rounds === undefined) : contestants;
  const progress = (what) => process.stderr.write(`${name}: ${title}: ${what}\n`);
  return { title, unit, results: await runAlternately(chosen, isQuick ? Math.min(2, rounds) : rounds, progress) };
}

function machine() {
  const [processor] = cpus();
  return `${cpus().length} x ${processor.model.trim()}, ${process.platform}, Node ${process.versions.node}.\n`;
}

/** Replaces the text between a section's marks in the page. */
function writeSection(name, text) {
  const before = readFileSync(page, 'utf8');
  const marks = new RegExp(`(<!-- measured: ${name} -->\n)[\\s\\S]*?(<!-- end -->)`);
  if (!marks.test(before)) throw new Error(`docs/performance.md has no place for ${name}`);
  writeFileSync(
    page,
    before.replace(marks, (_whole, start, end) => `${start}\n${text}\n${end}`),
  );
}
