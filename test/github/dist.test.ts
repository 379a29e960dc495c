import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

function contentOf(folder: string): { readonly [name: string]: string } {
  return Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

test("dist/ is the action's bundle as this tree builds it; npm run dist renews it", () => {
  const [committed, built] = ['dist', 'build/action'].map(contentOf);
  const stale = Object.keys(built ?? {}).filter((name) => committed?.[name] !== built?.[name]);
  expect(stale).toEqual([]);
  expect(Object.keys(committed ?? {})).toEqual(Object.keys(built ?? {}));
});
