import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseAllDocuments, stringify } from 'yaml';
import { parse } from '../pipelines/declarations/parse.ts';
import { positionsOf } from '../pipelines/declarations/yaml/positions.ts';
import { splitDocuments } from '../pipelines/declarations/yaml/split.ts';
import type { Json } from '../schemas/json/json.ts';
import { pointerOf } from '../schemas/json/pointer.ts';

/** Plain scalars on which YAML 1.1, 1.2 and other dialects differ, beside anything at all. */
const scalarText = fc.oneof(
  fc.constantFrom('0o17', '017', '0x1F', '1_000', '1e3', '.5', '5.', '+1', '-0', '~', 'null', 'Null', 'NULL', 'nUll'),
  fc.constantFrom('yes', 'no', 'on', 'off', 'true', 'True', 'TRUE', 'tRue', 'y', '2027-01-31', '1:30', '0b1', '1.2.3'),
  fc.stringMatching(/^[a-zA-Z0-9+._-]{1,8}$/),
);

const value: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.oneof(fc.string({ unit: 'grapheme' }), fc.integer(), fc.boolean(), fc.constant(null), scalarText),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.oneof(scalarText, fc.string({ minLength: 1 })), tie('value'), {
      maxKeys: 3,
      noNullPrototype: true,
    }),
  ),
})).value;

/** What another YAML 1.2 parser reads; null where it finds an error. */
function readByPeer(text: string): readonly unknown[] | null {
  const documents = [...parseAllDocuments(text, { version: '1.2', schema: 'core', merge: true })];
  return documents.some(({ errors }) => errors.length > 0) ? null : documents.map((document) => document.toJS());
}

describe('the fast reading', () => {
  test('equals that of an independent YAML 1.2 parser on plain scalars', () => {
    fc.assert(
      fc.property(scalarText, (scalar) => {
        const text = `key: ${scalar}\n`;
        const { documents, findings } = parse([{ path: 'a', text }]);
        const expected = readByPeer(text);
        if (expected === null) expect(findings).not.toEqual([]);
        else expect(documents.map((document) => document.value)).toEqual(expected);
      }),
      { numRuns: 1000 },
    );
  });

  test('equals it on whole documents', () => {
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 3 }), (values) => {
        const text = values.map((one) => `---\n${stringify(one)}`).join('');
        const documents = parse([{ path: 'a', text }]).documents.map((document) => document.value);
        expect(documents).toEqual(readByPeer(text)?.filter((document) => document !== null));
      }),
      { numRuns: 500 },
    );
  });

  test('text that is no YAML gives findings, never an exception', () => {
    const line = fc.constantFrom(
      'a: 1',
      ' b: [',
      '- "x',
      '\tc',
      'd: *e',
      '? f',
      '---',
      '...',
      '%YAML 1.2',
      '<<: 1',
      '#',
      '|',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(line, fc.string()), { maxLength: 8 }), (lines) => {
        const { findings } = parse([{ path: 'a', text: lines.join('\n') }]);
        for (const { range } of findings) {
          expect(range?.line).toBeGreaterThan(0);
          expect(range?.line).toBeLessThanOrEqual(lines.join('\n').split('\n').length);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe('splitting into documents', () => {
  test('gives what the parser gives, each at its place', () => {
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 4 }), (values) => {
        const text = values.map((one) => `---\n${stringify(one)}`).join('');
        const whole = parse([{ path: 'a', text }]).documents.map((document) => document.value);
        const parts = splitDocuments(text).flatMap((chunk) => parse([{ path: 'a', text: chunk.text }]).documents);
        expect(parts.map((document) => document.value)).toEqual(whole);
      }),
      { numRuns: 300 },
    );
  });
});

describe('positions', () => {
  test('every node of every document has a place inside the text', () => {
    fc.assert(
      fc.property(value, (one) => {
        const text = stringify(one);
        const positions = positionsOf(text)[0] ?? new Map();
        for (const pointer of pointersOf(one, [])) {
          const span = positions.get(pointer);
          expect(span).toBeDefined();
          expect(span.start).toBeGreaterThanOrEqual(0);
          expect(span.end).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 300 },
    );
  });
});

function pointersOf(one: Json, path: readonly string[]): readonly string[] {
  const below =
    typeof one === 'object' && one !== null
      ? Object.entries(one).flatMap(([key, child]) => pointersOf(child, [...path, key]))
      : [];
  return [pointerOf(path), ...below];
}
