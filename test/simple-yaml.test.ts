import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { dump } from 'js-yaml';
import { assembleEstate, isBlocking } from '../pipelines/declarations/estate.ts';
import { readSources } from '../pipelines/declarations/read.ts';
import { loadAnyYaml } from '../pipelines/declarations/yaml/load.ts';
import { readSimple } from '../pipelines/declarations/yaml/simple.ts';
import { generate } from '../pipelines/generate/generate.ts';
import { lint } from '../pipelines/lint/lint.ts';
import { makeReport } from '../pipelines/reports/make-report.ts';
import type { SourceFile } from '../schemas/types.ts';
import { repositoryRoot } from './support/estate.ts';

/** What the whole parser reads, or `refused`. */
function readWhole(text: string): unknown {
  try {
    return loadAnyYaml(text);
  } catch {
    return 'refused';
  }
}

/** Where the simple reading doesn't give up, it reads what the whole parser reads. */
function expectSame(text: string): void {
  const simple = readSimple(text);
  if (simple !== undefined) expect({ text, read: simple }).toStrictEqual({ text, read: readWhole(text) });
}

const scalar = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom('a', 'a b', '5m', '12', 'null', '~', 'True', '-1', '.5', '0x1F', '1e3', '') },
  {
    weight: 2,
    arbitrary: fc.constantFrom('"a # b"', "'a: b'", "'it''s'", '"a\\n"', '"', "'", '""', '"a"b', '"a" # c'),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom('{ a: 1 }', '{a: [b, c]}', '[a, "b"]', '[', '{', '[a,,b]', '[a, ]', '{}', '{a}'),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('|', '>-', '&x a', '*x', '!t a', '@a', '`a`', '%a', '? a', ', a', '- a', '#a'),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('a #b', 'a# b', 'a: b', 'a:', 'http://a', 'cron(0 4 1 * ? *)', '-', '--', '---'),
  },
  { weight: 1, arbitrary: fc.stringMatching(/^[-+.\w:#,[\]{}"'?*& ]{0,12}$/) },
);
const key = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('a', 'b', 'c', 'd', 'key-1', 'kafka/sa', '"q"', "'q r'") },
  {
    weight: 1,
    arbitrary: fc.constantFrom('true', 'Null', '12', '<<', '"<<"', '__proto__', 'toString', 'a b', '? a', '.inf', ''),
  },
);
const indent = fc.integer({ min: 0, max: 3 }).map((depth) => '  '.repeat(depth));
const line = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(indent, key, scalar).map(([space, name, value]) => `${space}${name}: ${value}`) },
  { weight: 4, arbitrary: fc.tuple(indent, key).map(([space, name]) => `${space}${name}:`) },
  { weight: 3, arbitrary: fc.tuple(indent, scalar).map(([space, value]) => `${space}- ${value}`) },
  { weight: 3, arbitrary: fc.tuple(indent, key, scalar).map(([space, name, value]) => `${space}- ${name}: ${value}`) },
  { weight: 1, arbitrary: fc.tuple(indent, scalar).map(([space, value]) => `${space} ${value}`) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('', '---', '--- a', '...', '%YAML 1.2', '# c', '   # c', '-', ' ', '\t', 'a\r'),
  },
);

describe('the simple reading', () => {
  test('reads lines of every kind, put together at random, as the whole parser does', () => {
    const text = fc.array(line, { maxLength: 7 }).map((lines) => lines.join('\n'));
    fc.assert(fc.property(text, expectSame), { numRuns: 20_000 });
  });

  test('reads anything at all as the whole parser does', () => {
    const character = fc.constantFrom(...' \n-:#a1"\'[]{},?&*!|>%@`.~\\\t\r\u00a0\u0085\u2028\ufeff\u00e9');
    fc.assert(fc.property(fc.string({ unit: character, maxLength: 24 }), expectSame), { numRuns: 20_000 });
  });

  test('reads what a YAML writer writes as the whole parser does', () => {
    const json = fc.jsonValue().filter((value) => value !== undefined);
    const text = fc.tuple(json, fc.constantFrom(-1, 0, 2)).map(([value, flowLevel]) => dump(value, { flowLevel }));
    fc.assert(fc.property(text, expectSame), { numRuns: 2_000 });
  });

  test('suffices for most of the example estate', () => {
    const root = new URL('../secrets.d/', import.meta.url);
    const paths = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.yaml'));
    const texts = paths.map((path) => readFileSync(new URL(path, root), 'utf8'));
    for (const text of texts) expectSame(text);
    const read = texts.filter((text) => readSimple(text) !== undefined);
    expect(read.length / texts.length).toBeGreaterThan(0.7);
  });
});

describe('findings and manifests', () => {
  const sources = readSources(repositoryRoot);
  const edits = fc.record({
    file: fc.nat(sources.length - 1),
    start: fc.nat(1500),
    length: fc.nat(20),
    text: fc.constantFrom('', 'x', ': ', '\n  ', '"', '- ', '7', '{', 'null'),
  });

  test('are the same whichever reader read the files', () => {
    fc.assert(
      fc.property(fc.array(edits, { maxLength: 3 }), (changes) => {
        const changed = changes.reduce(applyEdit, sources);
        expect(outcomeOf(withLastLine(changed, '#\tx'))).toEqual(outcomeOf(withLastLine(changed, '# x')));
      }),
      { numRuns: 40 },
    );
  });

  type Change = { readonly file: number; readonly start: number; readonly length: number; readonly text: string };

  function applyEdit(files: readonly SourceFile[], { file, start, length, text }: Change): readonly SourceFile[] {
    return files.map((source, index) => {
      if (index !== file) return source;
      return { ...source, text: source.text.slice(0, start) + text + source.text.slice(start + length) };
    });
  }

  /** A tab, even in a comment, is left to the whole parser. */
  function withLastLine(files: readonly SourceFile[], line: string): readonly SourceFile[] {
    return files.map(({ path, text }) => ({ path, text: `${text}\n\n${line}\n` }));
  }

  function outcomeOf(files: readonly SourceFile[]) {
    const loaded = assembleEstate(files);
    const findings = lint({ ...loaded, now: new Date('2026-11-23T12:00:00Z') });
    const generated = loaded.findings.some(isBlocking) ? null : generate(loaded.estate);
    return { report: makeReport('check', loaded, findings), generated };
  }
});
