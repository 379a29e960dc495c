import { describe, expect, test } from '@jest/globals';
import type { Finding } from '../schemas/types.ts';
import { lintTree } from './support/lint-tree.ts';

const environment = (name: string, defaults = '{ kmsKeyId: alias/keys }') => `
apiVersion: keywright/v1
kind: Environment
metadata: { name: ${name} }
spec:
  tier: development
  managedBy: example/app
  aws: { accountId: "111122223333", region: us-east-1 }
  defaults: ${defaults}
`;

const secret = (spec: string, owner = 'owner: team-a,') => `
apiVersion: keywright/v1
kind: Secret
metadata: { name: api }
spec: { type: application, ${owner} description: Key of the API, environments: [dev, prod], value: { key: { external: true } }, ${spec} }
`;

const brief = ({ rule, environment: name, pointer }: Finding) =>
  `${rule} ${pointer}${name === null ? '' : ` in ${name}`}`;

function lintDocuments(...documents: readonly string[]): readonly string[] {
  return lintTree({ 'secrets.d/estate.yaml': documents.join('---\n') }).map(brief);
}

const both = [environment('dev'), environment('prod')];

describe('what only seems to be missing, because the schema refused it, is not reported again', () => {
  test('in the spec', () => {
    expect(lintDocuments(...both, secret('', 'owner: 5,'))).toEqual(['schema /spec/owner']);
    const policy = secret('blockPublicPolicy: true, resourcePolicy: { Statement: { Sid: A } }');
    expect(lintDocuments(...both, policy)).toEqual(['policy-document /spec/resourcePolicy/Statement']);
  });

  test('in an override, for its environment only', () => {
    const found = lintDocuments(
      environment('dev', '{}'),
      environment('prod', '{}'),
      secret('overrides: { dev: { kmsKeyId: 5 } }'),
    );
    expect(found.toSorted()).toEqual(['kms-cmk-required /spec in prod', 'kms-key-format /spec/overrides/dev/kmsKeyId']);
  });

  test('in the defaults of its environment', () => {
    const found = lintDocuments(environment('dev', '{ kmsKeyId: 5 }'), environment('prod'), secret(''));
    expect(found).toEqual(['kms-key-format /spec/defaults/kmsKeyId']);
  });

  test('but what another layer says is judged', () => {
    const spec = 'kmsKeyId: 5, overrides: { dev: { kmsKeyId: "a b" } }';
    expect(lintDocuments(...both, secret(spec))).toContain('kms-key-format /spec/overrides/dev/kmsKeyId in dev');
  });
});

describe('under a misspelt field, what is wrong is told where it stands', () => {
  test('with its fix', () => {
    const [, finding] = lintTree({ 'secrets.d/a.yaml': [...both, secret('kmsKeyid: keys')].join('---\n') });
    expect(finding).toMatchObject({
      rule: 'kms-key-format',
      pointer: '/spec/kmsKeyid',
      fix: [{ pointer: '/spec/kmsKeyid', value: 'alias/keys' }],
    });
  });

  test('deep down', () => {
    expect(lintDocuments(...both, secret('replicaRegoins: { us-east-1: { kmsKeyId: alias/keys } }'))).toContain(
      'replica-region-invalid /spec/replicaRegoins/us-east-1 in dev',
    );
  });

  test('unless the right field is there too', () => {
    const found = lintDocuments(...both, secret('kmsKeyid: alias/other, kmsKeyId: "a b"'));
    expect(found).toContain('kms-key-format /spec/kmsKeyId in dev');
  });
});
