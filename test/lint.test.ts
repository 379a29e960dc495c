import { describe, expect, test } from '@jest/globals';
import type { Finding } from '../schemas/types.ts';
import { lintTree } from './support/lint-tree.ts';

const production = `
apiVersion: keywright/v1
kind: Environment
metadata: { name: prod }
spec:
  tier: production
  managedBy: example/app
  aws: { accountId: "111122223333", region: us-east-1 }
`;
const development = production.replace('name: prod', 'name: dev').replace('production', 'development');

function secret(spec: string): string {
  return `
apiVersion: keywright/v1
kind: Secret
metadata: { name: api }
spec: { type: application, owner: team-a, description: Key of the API, environments: [dev, prod], value: { key: { external: true } }, ${spec} }
`;
}

function policy(spec: string): string {
  return `\napiVersion: keywright/v1\nkind: Policy\nmetadata: { name: default }\nspec: ${spec}\n`;
}

function waivers(...entries: readonly string[]): string {
  const list = entries.map((entry) => `    - ${entry}\n`).join('');
  return `\napiVersion: keywright/v1\nkind: Waivers\nmetadata: { name: w }\nspec:\n  waivers:\n${list}`;
}

function lintDocuments(...documents: readonly string[]): readonly Finding[] {
  return lintTree({ 'secrets.d/estate.yaml': [development, production, ...documents].join('---\n') });
}

const brief = ({ rule, severity, environment, waived }: Finding) =>
  `${rule} ${severity} ${environment}${waived === null ? '' : ' waived'}`;

describe('severity', () => {
  test('depends on the tier', () => {
    expect(lintDocuments(secret('')).map(brief)).toEqual([
      'kms-cmk-required warning dev',
      'kms-cmk-required error prod',
    ]);
  });

  test('is raised by the preset strict', () => {
    expect(lintDocuments(secret(''), policy('{ preset: strict }')).map(brief)).toEqual([
      'kms-cmk-required error dev',
      'kms-cmk-required error prod',
    ]);
  });

  test('is what the Policy says', () => {
    const setting = 'rules: { kms-cmk-required: { severity: info } }';
    expect(lintDocuments(secret(''), policy(`{ ${setting} }`)).map(brief)).toEqual([
      'kms-cmk-required info dev',
      'kms-cmk-required info prod',
    ]);
    expect(lintDocuments(secret(''), policy('{ rules: { kms-cmk-required: off } }'))).toEqual([]);
  });
});

describe('place', () => {
  test('is the layer that set the value, or the spec where none did', () => {
    const found = lintDocuments(secret('kmsKeyId: alias/app, overrides: { prod: { recoveryWindowInDays: 14 } }'));
    expect(found.map(({ rule, pointer, document }) => [rule, document, pointer])).toEqual([
      ['recovery-window-env-min', 2, '/spec/overrides/prod/recoveryWindowInDays'],
    ]);
    expect(lintDocuments(secret('')).map(({ pointer }) => pointer)).toEqual(['/spec', '/spec']);
  });

  test('a limit that the schema knows too is reported once, for each environment', () => {
    const found = lintDocuments(secret('kmsKeyId: alias/app, recoveryWindowInDays: 5'));
    expect(found.map(brief)).toEqual(['recovery-window-range error dev', 'recovery-window-range error prod']);
  });
});

describe('waivers', () => {
  const terms = 'reason: The key is moved next quarter, owner: team-a, expires: 2027-01-31';

  test('cover their rule, secret and environments', () => {
    const waiver = `{ rule: kms-cmk-required, secret: api, environments: [prod], ${terms} }`;
    expect(lintDocuments(secret(''), waivers(waiver)).map(brief)).toEqual([
      'kms-cmk-required warning dev',
      'kms-cmk-required error prod waived',
    ]);
  });

  test('may name the place in the resolved secret', () => {
    const waiver = `{ rule: kms-cmk-required, secret: api, pointer: /spec/kmsKeyId, ${terms} }`;
    const found = lintDocuments(secret(''), waivers(waiver));
    expect(found.map(({ waived }) => waived?.pointer)).toEqual(['/spec/waivers/0', '/spec/waivers/0']);
  });

  test.each([
    ['waiver-expired', 'kms-cmk-required', terms.replace('2027-01-31', '2026-11-30')],
    ['waiver-invalid', 'kms-cmk-required', terms.replace('2027-01-31', '2027-12-31')],
    ['waiver-invalid', 'kms-cmk-required', terms.replace('The key is', 'TODO say why this')],
    ['waiver-invalid', 'plaintext-value', terms],
    ['unknown-reference', 'kms-cmk-requird', terms],
  ])('%s: such a waiver covers nothing', (rule, waived, how) => {
    const found = lintDocuments(secret(''), waivers(`{ rule: ${waived}, secret: api, ${how} }`));
    expect(found.filter((finding) => finding.waived !== null)).toEqual([]);
    expect(found.map((finding) => finding.rule)).toContain(rule);
  });

  test('are left alone while a file that they may be about cannot be read', () => {
    const waiver = `{ rule: kms-cmk-required, secret: other, environments: [stage], ${terms} }`;
    expect(lintDocuments(secret(''), waivers(waiver)).map((finding) => finding.rule)).toContain('unknown-reference');
    const broken = lintDocuments(secret(''), waivers(waiver), '\nkind: [\n');
    expect(new Set(broken.map((finding) => finding.rule))).toEqual(new Set(['yaml-syntax', 'kms-cmk-required']));
  });

  test('are announced 14 days before they end, and reported when they cover nothing', () => {
    const soon = `{ rule: kms-cmk-required, secret: api, ${terms.replace('2027-01-31', '2026-12-10')} }`;
    const unused = `{ rule: owner-required, secret: api, ${terms} }`;
    expect(lintDocuments(secret(''), waivers(soon, unused)).map(brief)).toEqual([
      'kms-cmk-required warning dev waived',
      'kms-cmk-required error prod waived',
      'waiver-expiring warning null',
      'waiver-unused error null',
    ]);
  });
});
