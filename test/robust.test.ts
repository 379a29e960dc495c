import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parse as parseYaml, stringify } from 'yaml';
import { assembleEstate, isBlocking } from '../pipelines/estate.ts';
import { generate } from '../pipelines/generate.ts';
import { lint } from '../pipelines/lint.ts';
import { readSources } from '../pipelines/read.ts';
import { makeReport } from '../pipelines/report.ts';
import { reportFormats } from '../pipelines/reports/list.ts';
import type { Json, SourceFile } from '../schemas/types.ts';
import { repositoryRoot } from './support/estate.ts';

const sources = readSources(repositoryRoot);

/** Every stage that check runs, in every format. Returns what was found. */
function checkSources(files: readonly SourceFile[]) {
  const loaded = assembleEstate(files);
  const findings = lint({ ...loaded, now: new Date('2026-11-23T12:00:00Z') });
  const generated = loaded.findings.some(isBlocking) ? [] : generate(loaded.estate).findings;
  const report = makeReport('check', loaded, [...findings, ...generated]);
  const outputs = Object.values(reportFormats).map((render) => render(report, { color: true, columns: 80 }));
  return { report, outputs };
}

/** Replaces one node of a value, chosen by number, or removes it. */
function mutate(value: Json, at: number, replacement: Json | undefined): Json {
  let seen = 0;
  const walk = (node: Json): Json | undefined => {
    if (seen++ === at) return replacement;
    if (Array.isArray(node)) return node.map(walk).filter((item) => item !== undefined);
    if (typeof node !== 'object' || node === null) return node;
    const entries = Object.entries(node).map(([key, child]) => [key, walk(child)] as const);
    return Object.fromEntries(entries.filter((entry): entry is [string, Json] => entry[1] !== undefined));
  };
  return walk(value) ?? {};
}

const anything = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>,
  fc.constantFrom<Json>(
    null,
    '',
    0,
    -1,
    Number.MAX_VALUE,
    [],
    {},
    '*',
    '{name}',
    '{',
    '__proto__',
    'constructor',
    '../x',
    'rate(1 day)',
  ),
);

describe('whatever stands in a declaration', () => {
  test('the estate as it is has no errors', () => {
    expect(checkSources(sources).report.summary.errors).toBe(0);
  });

  test('a wrong value anywhere gives findings or nothing, never an exception, always a place', () => {
    fc.assert(
      fc.property(
        fc.nat(sources.length - 1),
        fc.nat(80),
        fc.option(anything, { nil: undefined }),
        (index, at, replacement) => {
          const files = sources.map((file, position) => {
            if (position !== index) return file;
            return { ...file, text: stringify(mutate(parseYaml(file.text), at, replacement)) };
          });
          for (const finding of checkSources(files).report.findings) {
            expect(finding.line).toBeGreaterThan(0);
            expect(finding.endLine).toBeGreaterThanOrEqual(finding.line);
            expect(finding.message).toMatch(/\.$|\?$/);
            expect(finding.message).not.toMatch(/undefined|\[object|NaN/);
          }
        },
      ),
      { numRuns: 120 },
    );
  });

  test('text cut or altered anywhere gives findings or nothing, never an exception', () => {
    const junk = fc.oneof(
      fc.string(),
      fc.constantFrom('\t', '"', "'", '{', '[', ':', '- ', '\n', '---\n', '&a ', '*a', '!!x '),
    );
    fc.assert(
      fc.property(fc.nat(sources.length - 1), fc.nat(2000), fc.nat(30), junk, (index, start, length, text) => {
        const files = sources.map((file, position) => {
          if (position !== index) return file;
          return { ...file, text: file.text.slice(0, start) + text + file.text.slice(start + length) };
        });
        for (const finding of checkSources(files).report.findings) expect(finding.line).toBeGreaterThan(0);
      }),
      { numRuns: 120 },
    );
  });
});

describe('a password in a declaration', () => {
  const CANARY = 'hunter2-canary';
  const text = readFileSync(join(repositoryRoot, 'secrets.d/secrets/kafka-admin.yaml'), 'utf8');

  test('shows in no format, whatever else is wrong around it', () => {
    const plain = text.replace('{ generate: { passwordLength: 32 } }', CANARY);
    expect(plain).toContain(CANARY);
    const junk = fc.constantFrom('', '\t', '"', '{', '[', ': ', '- ', '\n', '---\n', '*a', '!!x ', 'x', '  ');
    fc.assert(
      fc.property(fc.nat(plain.length), fc.nat(12), junk, (start, length, inserted) => {
        const broken = plain.slice(0, start) + inserted + plain.slice(start + length);
        const files = sources.map((file) =>
          file.path.endsWith('/kafka-admin.yaml') ? { ...file, text: broken } : file,
        );
        const { report, outputs } = checkSources(files);
        for (const output of outputs) expect(output).not.toContain(CANARY);
        if (broken.includes(`password: ${CANARY} `)) expect(report.summary.errors).toBeGreaterThan(0);
      }),
      { numRuns: 250 },
    );
  });
});
