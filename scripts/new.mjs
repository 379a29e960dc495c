// npm run new -- rule|type|generator|format NAME: writes what a new one of these needs, with every place that names it.
// What is left to think about is marked SCAFFOLD, which test/tidy.test.ts does not let pass.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { scaffoldFormat } from './scaffolds/format.mjs';
import { scaffoldGenerator } from './scaffolds/generator.mjs';
import { scaffoldRule } from './scaffolds/rule.mjs';
import { scaffoldType } from './scaffolds/type.mjs';

const SCAFFOLDS = { rule: scaffoldRule, type: scaffoldType, generator: scaffoldGenerator, format: scaffoldFormat };
const USAGE = `Usage: npm run new -- ${Object.keys(SCAFFOLDS).join('|')} NAME
A NAME is in kebab-case. A rule's may start with its category: npm run new -- rule rotation/my-rule.`;

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const [kind = '', name = ''] = process.argv.slice(2);
const scaffold = Object.hasOwn(SCAFFOLDS, kind) ? SCAFFOLDS[kind] : undefined;
if (scaffold === undefined || !/^(?:[a-z]+\/)?[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(name)) {
  console.error(USAGE);
  process.exit(64);
}

const { files, edits, commands, think } = scaffold(name);
const taken = Object.keys(files).filter((path) => existsSync(path));
if (taken.length > 0) {
  console.error(`Nothing was written: ${taken.join(', ')} is there already.`);
  process.exit(1);
}
const edited = Object.entries(edits).map(([path, edit]) => [path, edit(readFileSync(path, 'utf8'))]);
for (const [path, text] of [...Object.entries(files), ...edited]) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  console.log(`${Object.hasOwn(files, path) ? 'wrote  ' : 'changed'} ${path}`);
}
const written = [...Object.keys(files), ...Object.keys(edits)].filter((path) => /\.(?:ts|json)$/.test(path));
run('npx', ['biome', 'check', '--write', '--colors=off', ...written]);
for (const [command, ...words] of commands) run(command, words);
console.log(
  `\nNow think: ${think}\nEvery SCAFFOLD in these files is yours to replace; then npm run check, and npm run dist.`,
);

function run(command, words) {
  console.log(`$ ${[command, ...words].join(' ')}`);
  try {
    execFileSync(command, words, {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, KEYWRIGHT_UPDATE_CASES: '1' },
    });
  } catch (error) {
    console.error(String(error.stderr));
    process.exit(1);
  }
}
