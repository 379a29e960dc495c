import { execFileSync } from 'node:child_process';
import { expect, test } from '@jest/globals';

test('the bundle starts', () => {
  expect(execFileSync(process.execPath, ['build/keywright.js'], { encoding: 'utf8' })).toBe('keywright\n');
});
