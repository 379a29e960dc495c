import { describe, expect, test } from '@jest/globals';
import { parse } from '../pipelines/declarations/parse.ts';

function parseText(text: string) {
  return parse([{ path: 'secrets.d/a.yaml', text }]);
}

describe('parse', () => {
  test('reads several documents and numbers them, empty ones too', () => {
    const { documents } = parseText('a: 1\n---\n---\nb: 2\n');
    expect(documents.map(({ document, value }) => [document, value])).toEqual([
      [0, { a: 1 }],
      [2, { b: 2 }],
    ]);
  });

  test('resolves anchors and merge keys', () => {
    const { documents } = parseText('base: &base { x: 1, y: 2 }\nuse: { <<: *base, y: 3 }\n');
    expect(documents[0]?.value).toEqual({ base: { x: 1, y: 2 }, use: { x: 1, y: 3 } });
  });

  test('reads CRLF', () => {
    expect(parseText('a: 1\r\nb:\r\n  - c\r\n').documents[0]?.value).toEqual({ a: 1, b: ['c'] });
  });

  test('keeps core-schema types: dates and yes stay strings', () => {
    expect(parseText('d: 2027-01-31\ny: yes\no: 0o17\nn: 1_000\n').documents[0]?.value).toEqual({
      d: '2027-01-31',
      y: 'yes',
      o: 15,
      n: '1_000',
    });
  });

  test('a broken document hides nothing of its neighbours and quotes nothing', () => {
    const { documents, findings } = parseText('a: 1\n---\npassword: "hunter2\n---\nb: 2\n');
    expect(documents.map(({ document }) => document)).toEqual([0, 2]);
    expect(findings.map(({ rule, range }) => [rule, range?.line])).toEqual([['yaml-syntax', 3]]);
    expect(JSON.stringify(findings)).not.toContain('hunter2');
  });

  test.each([
    ['a repeated key', 'a: 1\nb: 2\na: 3\n', 3, 'repeated'],
    ['a tab', 'a:\n\tb: 1\n', 2, 'tab'],
    ['an unclosed bracket', 'a: [1, 2\n', 1, 'bracket'],
    ['an unknown alias', 'a: *nope\n', 1, 'anchor'],
  ])('%s is one finding with its line and remedy', (_, text, line, word) => {
    const { findings } = parseText(text);
    expect(findings).toHaveLength(1);
    expect(findings[0]?.range?.line).toBe(line);
    expect(findings[0]?.message).toContain(word);
  });

  test('aliases that expand without end are refused', () => {
    const levels = Array.from({ length: 40 }, (_, level) => `l${level}: &l${level} [*l${level - 1}, *l${level - 1}]`);
    const { documents, findings } = parseText(`l0: &l0 [x]\n${levels.slice(1).join('\n')}\n`);
    expect(documents).toEqual([]);
    expect(findings[0]?.rule).toBe('yaml-syntax');
  });
});
