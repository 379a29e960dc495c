import { spawnSync } from 'node:child_process';
import { expect, test } from '@jest/globals';

test.each(['scripts/docs.mjs', 'scripts/rules.mjs'])('what %s writes is fresh', (script) => {
  const { status, stderr } = spawnSync(process.execPath, [script, '--check'], { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});
