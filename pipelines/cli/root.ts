import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DECLARATIONS_FOLDER } from '../declarations/read.ts';

/** The nearest folder, from `start` upward, that holds `secrets.d/`; null if none does. */
export function findRoot(start: string): string | null {
  if (existsSync(join(start, DECLARATIONS_FOLDER))) return start;
  const parent = dirname(start);
  return parent === start ? null : findRoot(parent);
}
