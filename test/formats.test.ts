import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { loadEstate } from '../pipelines/declarations/estate.ts';
import { lint } from '../pipelines/lint/lint.ts';
import { reportFormats } from '../pipelines/reports/list.ts';
import { makeReport } from '../pipelines/reports/make-report.ts';
import { repositoryRoot } from './support/estate.ts';

const isUpdate = process.env.KEYWRIGHT_UPDATE_CASES === '1';

test.each(Object.entries(reportFormats))('%s shows a report as in its case', (name, render) => {
  const root = join(repositoryRoot, 'test/cases/formats/estate');
  const loaded = loadEstate(root);
  const findings = lint({ ...loaded, now: new Date('2026-12-01T12:00:00Z') });
  const text = render(makeReport('lint', loaded, findings), { color: false, columns: 80 });
  const path = join(repositoryRoot, 'test/cases/formats', `${name}.out`);
  if (isUpdate) writeFileSync(path, text);
  expect(existsSync(path) ? readFileSync(path, 'utf8') : `add ${path}`).toBe(text);
});
