import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { copyEstate, removeTree } from './support/estate.ts';
import { runCli } from './support/run-cli.ts';

test.each(['scripts/docs.mjs', 'scripts/rules.mjs', 'scripts/crd-types.mjs'])('what %s writes is fresh', (script) => {
  const { status, stderr } = spawnSync(process.execPath, [script, '--check'], { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});

test("what the README shows of the pipeline's end is what it prints", async () => {
  const readme = readFileSync('README.md', 'utf8');
  const root = copyEstate();
  const run = async (...args: string[]) => (await runCli([...args, '--dir', root])).stdout;
  await run('apply', '--local', '--yes');
  const plan = await run('plan', '--local', '--detailed-exitcode');
  const end = plan.slice(plan.indexOf('Plan for'));
  expect(end).toContain('Nothing to do');
  expect(readme).toContain(`${end}\n$ keywright generate --check\n${await run('generate', '--check')}`);
  removeTree(root);
});
