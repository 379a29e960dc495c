// Asks of every lint rule whether its cases would notice if it were wrong: switches off the rule, then each condition in
// its file, one at a time, and compares what the cases and the page's examples give with what they gave before.
// `npm run mutate [RULE]...` ends 1 where a rule can be switched off unnoticed, and lists the conditions that survived.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { parseSync } from '@swc/core';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'keywright-mutate-'));
const wanted = process.argv.slice(2);
let bundles = 0;

async function main() {
  const unchanged = await load();
  const chosen = unchanged.rules.filter(({ id }) => wanted.length === 0 || wanted.includes(id));
  const results = [];
  for (const rule of chosen) results.push(await mutateRule(rule, unchanged));
  const [mutants, survivors] = [
    results.flatMap(({ mutants }) => mutants),
    results.flatMap(({ survivors }) => survivors),
  ];
  for (const survivor of survivors) console.log(`survived: ${survivor}`);
  console.log(`${chosen.length} rules, ${mutants.length} mutants, ${survivors.length} survived.`);
  if (results.some(({ isNoticed }) => !isNoticed)) process.exitCode = 1;
}

async function mutateRule({ id, category }, unchanged) {
  const path = join(root, 'pipelines/rules', category, `${id}.ts`);
  const before = unchanged.observe(id);
  const silent = unchanged.observeWithout(id);
  if (silent === before) console.log(`unnoticed: ${id} switched off`);
  const mutants = conditionsOf(path);
  const survivors = [];
  for (const { source, label } of mutants) {
    if ((await observeMutant(id, path, source)) === before)
      survivors.push(`pipelines/rules/${category}/${id}.ts${label}`);
  }
  return { isNoticed: silent !== before, mutants, survivors };
}

/** Runs in its own thread, whose memory is freed with it. An exception counts as noticed, like a wrong finding. */
async function observeMutant(id, path, source) {
  const outfile = await bundle({ path, source });
  const worker = new Worker(outfile, { workerData: { id, examples: examplesOf(id) }, stdout: true, stderr: true });
  const result = await new Promise((resolve) => worker.once('message', resolve).once('error', resolve));
  await worker.terminate();
  rmSync(outfile);
  return result;
}

async function load() {
  const outfile = await bundle();
  const { rules, observe } = await import(pathToFileURL(outfile));
  rmSync(outfile);
  return {
    rules,
    observe: (id) => observe(id, examplesOf(id)),
    observeWithout: (id) => JSON.stringify(examplesOf(id).map(({ text }) => ({ findings: [], fixed: text }))),
  };
}

/** Bundles the rules and the code that runs their cases, with one file replaced. */
async function bundle(replaced) {
  const outfile = join(folder, `${bundles++}.mjs`);
  const plugin = {
    name: 'replace',
    setup(setup) {
      setup.onLoad({ filter: /\.ts$/ }, ({ path }) =>
        path === replaced?.path ? { contents: replaced.source, loader: 'ts' } : null,
      );
    },
  };
  await build({
    stdin: { contents: RUNNER, resolveDir: root, loader: 'ts' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile,
    logLevel: 'error',
    plugins: [plugin],
    banner: { js: "import{createRequire as __c}from'node:module';const require=__c(import.meta.url);" },
  });
  return outfile;
}

const RUNNER = `
import { parentPort, workerData } from 'node:worker_threads';
import { findingsOf, fixedText } from './test/support/rule-case.ts';
export { rules } from './pipelines/rules/list.ts';
export function observe(id, examples) {
  return JSON.stringify(examples.map((file) => ({ findings: findingsOf(id, file), fixed: fixedText(id, file) })));
}
if (parentPort !== null) parentPort.postMessage(observe(workerData.id, workerData.examples));
`;

/** The cases of a rule and the examples on its page. */
function examplesOf(id) {
  const cases = join(root, 'test/cases/rules', id);
  const files = readdirSync(cases, { recursive: true }).filter((name) =>
    /^(?:bad|good)[\w-]*\.yaml$/.test(basename(name)),
  );
  const page = readFileSync(join(root, `docs/rules/${id}.md`), 'utf8').split(/^(?=## )/m);
  const examples = ['Bad', 'Good'].map((title) => {
    const section = page.find((part) => part.startsWith(`## ${title}\n`)) ?? '';
    return [...section.matchAll(/^```yaml\n([\s\S]*?)\n```$/gm)].map(([, text]) => text).join('\n---\n');
  });
  return [
    ...files.map((name) => ({ path: name, text: readFileSync(join(cases, name), 'utf8') })),
    ...examples.map((text) => ({ path: 'example.yaml', text: `${text}\n` })),
  ];
}

/** One variant of the file for each condition replaced by true and by false. */
function conditionsOf(path) {
  const bytes = readFileSync(path);
  const module = parseSync(bytes.toString(), { syntax: 'typescript', target: 'es2023' });
  // swc's byte offsets start at 1 and accumulate over all parsed files; the first token of these files is always
  // `import`.
  const offset = module.span.start - bytes.indexOf('import');
  const tests = [];
  visit(module, (node) => {
    if (node.type === 'IfStatement' || node.type === 'ConditionalExpression') tests.push(node.test);
    if (node.type === 'BinaryExpression' && ['&&', '||'].includes(node.operator)) tests.push(node.left, node.right);
  });
  return tests.flatMap(({ span }) => {
    const [start, end] = [span.start - offset, span.end - offset];
    const line = bytes.subarray(0, start).toString().split('\n').length;
    const written = bytes.subarray(start, end).toString();
    return ['true', 'false'].map((value) => ({
      source: `${bytes.subarray(0, start)}(${value} as boolean)${bytes.subarray(end)}`,
      label: `:${line}: ${written.replaceAll(/\s+/g, ' ')} -> ${value}`,
    }));
  });
}

function visit(node, act) {
  if (typeof node !== 'object' || node === null) return;
  if (typeof node.type === 'string') act(node);
  for (const child of Object.values(node)) visit(child, act);
}

try {
  await main();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
