import { spawnSync } from 'node:child_process';
import { expect, test } from '@jest/globals';

test('the generated parts of the docs are fresh', () => {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/docs.mjs', '--check'], { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});
