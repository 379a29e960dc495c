import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { loadDocuments } from '../pipelines/declarations/yaml/load.ts';
import { setInYaml } from '../pipelines/lint/fix/set-in-yaml.ts';

describe('setInYaml', () => {
  test.each([
    ['a plain scalar, its comment kept', 'a: 1 # one\nb:   2\n', '/a', 5, 'a: 5 # one\nb:   2\n'],
    ['double quotes stay', 'a: "x" # q\n', '/a', 'y', 'a: "y" # q\n'],
    ['single quotes stay', "a: 'x'\n", '/a', "it's", "a: 'it''s'\n"],
    ['in a flow mapping', 'a: { b: 1,  c: 2 }\n', '/a/b', 7, 'a: { b: 7,  c: 2 }\n'],
    ['a new key in a flow mapping', 'a: { b: 1 }\n', '/a/c', true, 'a: { b: 1, c: true }\n'],
    ['a new key in an empty flow mapping', 'a: {} # none\n', '/a/c', true, 'a: { c: true } # none\n'],
    [
      'a new key after the last one',
      'a:\n  b: 1 # one\n\n# about c\nc: 2\n',
      '/a/x',
      'y',
      'a:\n  b: 1 # one\n  x: y\n\n# about c\nc: 2\n',
    ],
    ['a new key after a list', 'a:\n  b:\n    - 1\n    - 2\n', '/a/x', 'y', 'a:\n  b:\n    - 1\n    - 2\n  x: y\n'],
    [
      'a new key after a block scalar',
      'a:\n  b: |\n    one\n    two\n',
      '/a/x',
      'y',
      'a:\n  b: |\n    one\n    two\n  x: y\n',
    ],
    ['mappings on the way', 'a:\n    b: 1\n', '/a/c/d', 'x', 'a:\n    b: 1\n    c:\n      d: x\n'],
    ['an empty value', 'a:\nb: 1\n', '/a/c', 'x', 'a: { c: x }\nb: 1\n'],
    ['no newline at the end', 'a: 1', '/b', 2, 'a: 1\nb: 2\n'],
    ['CRLF', 'a: 1\r\nb: 2\r\n', '/c', 3, 'a: 1\r\nb: 2\r\nc: 3\r\n'],
    ['in a list', 'a:\n  - b: 1\n  - b: 2\n', '/a/1/b', 3, 'a:\n  - b: 1\n  - b: 3\n'],
    ['a block scalar', 'a: |-\n    one\n    two\nb: 1\n', '/a', 'three\nfour', 'a: |-\n    three\n    four\nb: 1\n'],
    ['what an alias stands for', 'a: &x { b: 1 }\nc: *x\n', '/c', 2, 'a: &x { b: 1 }\nc: 2\n'],
    ['over a merge key', 'a: &x { b: 1 }\nc: { <<: *x }\n', '/c/b', 2, 'a: &x { b: 1 }\nc: { <<: *x, b: 2 }\n'],
    ['a string that looks like a number', 'a: b\n', '/a', '012', 'a: "012"\n'],
  ])('%s', (_, before, pointer, value, after) => {
    expect(setInYaml(before, 0, pointer, value)).toBe(after);
  });

  test.each([
    ['inside an alias', 'a: &x { b: 1 }\nc: *x\n', '/c/b'],
    ['inside a scalar', 'a: 1\n', '/a/b'],
    ['past the end of a list', 'a: [{ b: 1 }]\n', '/a/3/b'],
  ])('%s nothing can be written', (_, text, pointer) => {
    expect(setInYaml(text, 0, pointer, 2)).toBeNull();
  });

  test('the second document', () => {
    expect(setInYaml('a: 1\n---\n# two\na: 2\n', 1, '/a', 3)).toBe('a: 1\n---\n# two\na: 3\n');
  });

  test('the value is what is read back, and nothing else changes', () => {
    const scalar = fc.oneof(fc.string(), fc.integer(), fc.boolean());
    fc.assert(
      fc.property(scalar, fc.constantFrom('a: {b: x}\nc: 1\n', 'a:\n  b: "x"\n  d: y\nc: 1\n'), (value, before) => {
        const after = setInYaml(before, 0, '/a/b', value) ?? '';
        const [document] = loadDocuments(after);
        const [original] = loadDocuments(before);
        expect(document).toEqual(JSON.parse(JSON.stringify(original).replace('"x"', () => JSON.stringify(value))));
      }),
    );
  });
});
