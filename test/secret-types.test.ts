import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { secretTypes } from '../schemas/secret-types/list.ts';
import { repositoryRoot } from './support/estate.ts';
import { findingsOf } from './support/rule-case.ts';

test.each(secretTypes.map(({ name }) => name))(
  '%s: its case is a Secret of that type with every key it needs',
  (name) => {
    const path = `test/cases/types/${name}.yaml`;
    const text = readFileSync(join(repositoryRoot, path), 'utf8');
    expect(text).toContain(`type: ${name}\n`);
    for (const rule of ['schema', 'plaintext-value', 'value-missing']) {
      expect(findingsOf(rule, { path, text })).toEqual([]);
    }
  },
);
