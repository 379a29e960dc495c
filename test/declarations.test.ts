import { afterEach, describe, expect, test } from '@jest/globals';
import { loadEstate } from '../pipelines/declarations/estate.ts';
import { locate } from '../pipelines/reports/locate.ts';
import type { LocatedFinding } from '../schemas/types.ts';
import { removeTree, writeTree } from './support/estate.ts';

const ENVIRONMENT = `apiVersion: keywright/v1
kind: Environment
metadata: { name: prod }
spec:
  tier: production
  managedBy: example-org/platform
  aws: { accountId: "111122223333", region: us-east-1 }
`;
const SECRET = `apiVersion: keywright/v1
kind: Secret
metadata: { name: api }
spec:
  type: application
  owner: team-a
  description: Key of an API
  environments: [prod]
  value:
    key: { external: true }
`;

let root = '';
afterEach(() => removeTree(root));

/** What the stages before lint find in the secret's text, with places. */
function findingsIn(secret: string, more: { readonly [path: string]: string } = {}): readonly LocatedFinding[] {
  root = writeTree({ 'secrets.d/env.yaml': ENVIRONMENT, 'secrets.d/api.yaml': secret, ...more });
  const { findings, files, documents } = loadEstate(root);
  return locate(findings, files, documents);
}

describe('a mistake is one finding, at its place, with its remedy', () => {
  test('the declarations that the cases start from are valid', () => {
    expect(findingsIn(SECRET)).toEqual([]);
  });

  test.each([
    ['a misspelt field', 'owner: team-a', 'ownr: team-a', 'schema', '6:3-6:15', 'Did you mean "owner"?'],
    ['an unknown field', 'owner: team-a', 'owner: team-a\n  zzz: 1', 'schema', '7:3-7:9', 'Allowed here: type,'],
    ['an unknown type', 'type: application', 'type: aplication', 'schema', '5:3-5:19', 'Did you mean "application"?'],
    ['a wrong type', 'type: application', 'type: 5', 'schema', '5:3-5:10', 'must be a string, not a number'],
    ['an undeclared environment', '[prod]', '[prd]', 'unknown-reference', '8:18-8:21', 'Did you mean "prod"?'],
    ['a misspelt kind', 'kind: Secret', 'kind: Secert', 'schema', '2:1-2:13', '"Secret"'],
    ['a misspelt apiVersion', 'keywright/v1', 'keywright/v2', 'schema', '1:1-1:25', '"keywright/v1"'],
    ['a bad name', 'name: api', 'name: Api_1', 'schema', '3:13-3:24', 'lower-case'],
    [
      'a limit that a rule speaks for',
      'owner: team-a',
      'owner: team-a\n  recoveryWindowInDays: 3',
      'recovery-window-range',
      '7:3-7:26',
      '7 to 30',
    ],
    [
      'overrides for a foreign environment',
      'owner: team-a',
      'owner: team-a\n  overrides: { dev: { owner: b } }',
      'unknown-reference',
      '7:16-7:19',
      '(prod)',
    ],
    ['a value source that says nothing', '{ external: true }', '{}', 'schema', '10:5-10:8', 'one of generate'],
    [
      'two sources for one key',
      '{ external: true }',
      '{ external: true, fromEnv: A }',
      'schema',
      '10:12-10:26',
      'Keep one',
    ],
  ])('%s', (_, right, wrong, rule, place, remedy) => {
    const found = findingsIn(SECRET.replace(right, wrong));
    expect(found.map((finding) => finding.rule)).toEqual([rule]);
    const { line, column, endLine, endColumn, message } = found[0] as LocatedFinding;
    expect(`${line}:${column}-${endLine}:${endColumn}`).toBe(place);
    expect(message).toContain(remedy);
  });

  test('a name declared twice', () => {
    const found = findingsIn(SECRET, { 'secrets.d/b.yaml': SECRET });
    expect(found).toMatchObject([
      { rule: 'duplicate-declaration', file: 'secrets.d/b.yaml', line: 3, column: 13, endColumn: 22, secret: 'api' },
    ]);
    expect(found[0]?.message).toContain('secrets.d/api.yaml');
  });

  test('two secrets of one name in AWS', () => {
    const other = SECRET.replace('name: api', 'name: other').replace('type:', 'secretName: prod/api\n  type:');
    expect(findingsIn(SECRET, { 'secrets.d/other.yaml': other })).toMatchObject([
      { rule: 'duplicate-declaration', file: 'secrets.d/other.yaml', secret: 'other', environment: 'prod' },
    ]);
  });

  test('one typo hides nothing else in its document', () => {
    const found = findingsIn(SECRET.replace('owner:', 'ownr:').replace('[prod]', '[prod, stag]'));
    expect(found.map(({ rule }) => rule)).toEqual(['schema', 'unknown-reference']);
  });
});

describe('places', () => {
  test('what an alias brings is at the alias', () => {
    const found = findingsIn(`x: &days 3\n---\n${SECRET}`.replace('x: &days 3\n---\n', ''), {
      'secrets.d/aliased.yaml': SECRET.replace('name: api', 'name: aliased')
        .replace('spec:', 'spec:\n  tags: { n: &bad "" , }')
        .replace('owner: team-a', 'owner: *bad'),
    });
    expect(found).toMatchObject([{ rule: 'owner-required', line: 7, column: 3, endColumn: 14 }]);
  });

  test('columns count UTF-16 units and CRLF does not shift lines', () => {
    const text = SECRET.replace('description: Key of an API', 'description: "é😀"\n  ownr: x').replaceAll('\n', '\r\n');
    expect(findingsIn(text)).toMatchObject([{ rule: 'schema', line: 8, column: 3 }]);
  });

  test('a byte order mark does not shift columns', () => {
    expect(findingsIn(`\uFEFF${SECRET.replace('kind: Secret', 'kind: Secert')}`)).toMatchObject([
      { line: 2, column: 1 },
    ]);
  });

  test('documents after a broken one keep their lines', () => {
    const found = findingsIn(`a: "\n---\n${SECRET.replace('owner:', 'ownr:')}`);
    expect(found.map(({ rule, line }) => [rule, line])).toEqual([
      ['yaml-syntax', 1],
      ['schema', 8],
    ]);
  });
});

describe('frames', () => {
  test.each([
    ['under a sensitive key', SECRET.replace('{ external: true }', 'hunter2').replace('owner:', 'ownr:')],
    ['in a nested source', SECRET.replace('{ external: true }', '{ generat: hunter2 }')],
    ['under a misspelt value', SECRET.replace('value:\n    key: { external: true }', 'vaule:\n    key: hunter2')],
    ['in a document that is not YAML', SECRET.replace('{ external: true }', '"hunter2')],
    ['in a list where a mapping belongs', SECRET.replace('{ external: true }', '[hunter2]')],
    [
      'in a block scalar',
      SECRET.replace('{ external: true }', '{ external: true }\n    pem: |\n      hunter2\n      x\n  zz: 1'),
    ],
  ])('never show a value %s', (_, text) => {
    const found = findingsIn(text);
    expect(found.length).toBeGreaterThan(0);
    expect(JSON.stringify(found)).not.toContain('hunter2');
  });

  test('show the line with its neighbours and where to put the caret', () => {
    const [finding] = findingsIn(SECRET.replace('owner:', 'ownr:'));
    expect(finding?.frame).toEqual({
      firstLine: 5,
      lines: ['  type: application', '  ownr: ********', '  description: Key of an API'],
      caretColumn: 3,
      caretLength: 14,
    });
  });

  test('put the caret under the finding also where a mask before it on the line is longer or shorter', () => {
    const text = SECRET.replace(
      'value:\n    key: { external: true }',
      'value: { key: a-literal-that-is-hidden, b: {} }',
    );
    const finding = findingsIn(text).find(({ pointer }) => pointer === '/spec/value/b');
    const line = finding?.frame?.lines[1] ?? '';
    const { caretColumn = 0, caretLength = 0 } = finding?.frame ?? {};
    expect(line.slice(caretColumn - 1, caretColumn - 1 + caretLength)).toBe('b');
  });

  test('show a scalar of the wrong type where a scalar belongs', () => {
    const [finding] = findingsIn(SECRET.replace('owner:', 'recoveryWindowInDays: "30"\n  owner:'));
    expect(finding?.frame?.lines[1]).toBe('  recoveryWindowInDays: "30"');
  });
});
