import { afterEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { loadEstate } from '../pipelines/declarations/estate.ts';
import { mergePatch } from '../pipelines/declarations/resolve/merge.ts';
import { originOf } from '../pipelines/declarations/resolve/origin.ts';
import type { Json } from '../schemas/json/json.ts';
import { removeTree, writeTree } from './support/estate.ts';

const FILES = {
  'secrets.d/env.yaml': `apiVersion: keywright/v1
kind: Environment
metadata: { name: prod }
spec:
  tier: production
  managedBy: example-org/platform
  aws: { accountId: "111122223333", region: us-east-1 }
  nameTemplate: "{environment}-{name}"
  defaults:
    kmsKeyId: alias/{environment}-secrets
    rotation: { lambdaArn: "arn:aws:lambda:{region}:{accountId}:function:f", schedule: rate(30 days) }
    replicaRegions: { us-west-2: { kmsKeyId: "arn:aws:kms:{region}:{accountId}:key/1234abcd-12ab-34cd-56ef-1234567890ab" }, eu-west-1: {} }
    tags: { Project: kafka, Stage: "{environment}" }
`,
  'secrets.d/db.yaml': `apiVersion: keywright/v1
kind: Secret
metadata: { name: db }
spec:
  type: rds-postgres
  owner: team-data
  description: Login
  environments: [prod]
  value:
    engine: postgres
    host: "{name}.{environment}.example.com"
    port: 5432
    username: app
    password: { generate: { passwordLength: 40 } }
    note: { external: true }
    motto: hello
  publicKeys: [motto]
  tags: { Project: null, Team: data }
  overrides:
    prod:
      rotation: { manual: true }
      replicaRegions: { eu-west-1: null }
      value: { port: 5433, note: null, password: { fromEnv: PW, generation: 2 } }
`,
};

let root = '';
afterEach(() => removeTree(root));

function resolved() {
  root = writeTree(FILES);
  const { estate, findings } = loadEstate(root);
  expect(findings).toEqual([]);
  const [desired] = estate.desired;
  const [secret] = estate.secrets;
  const [environment] = estate.environments;
  if (!desired || !secret || !environment) throw new Error('the fixture declares one secret');
  return { desired, secret, environment };
}

describe('resolve', () => {
  test('merges defaults, spec and overrides, and fills the placeholders', () => {
    const { desired } = resolved();
    expect(desired.name).toBe('prod-db');
    expect(desired.spec).toMatchObject({
      kmsKeyId: 'alias/prod-secrets',
      rotation: { manual: true },
      recoveryWindowInDays: 30,
      tags: { Environment: 'prod', Owner: 'team-data', Stage: 'prod', Team: 'data' },
    });
    expect(desired.spec.rotation).toEqual({ manual: true });
    expect(desired.spec.replicaRegions).toEqual({
      'us-west-2': { kmsKeyId: 'arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab' },
    });
    expect(desired.spec.tags).not.toHaveProperty('Project');
  });

  test('replaces each value key whole and lays the type under what is generated', () => {
    const { desired } = resolved();
    expect(desired.spec.value).toEqual({
      engine: { kind: 'literal', value: 'postgres' },
      host: { kind: 'literal', value: 'db.prod.example.com' },
      port: { kind: 'literal', value: 5433 },
      username: { kind: 'literal', value: 'app' },
      password: { kind: 'fromEnv', variable: 'PW', generation: 2 },
      motto: { kind: 'literal', value: 'hello' },
    });
  });

  test.each([
    ['/spec/value/port', 'secrets.d/db.yaml', '/spec/overrides/prod/value/port'],
    ['/spec/value/host', 'secrets.d/db.yaml', '/spec/value/host'],
    ['/spec/rotation/schedule', 'secrets.d/db.yaml', '/spec/overrides/prod/rotation'],
    ['/spec/kmsKeyId', 'secrets.d/env.yaml', '/spec/defaults/kmsKeyId'],
    [
      '/spec/replicaRegions/us-west-2/kmsKeyId',
      'secrets.d/env.yaml',
      '/spec/defaults/replicaRegions/us-west-2/kmsKeyId',
    ],
    ['/spec/tags/Team', 'secrets.d/db.yaml', '/spec/tags/Team'],
    ['/spec/tags/Stage', 'secrets.d/env.yaml', '/spec/defaults/tags/Stage'],
    ['/spec/recoveryWindowInDays', 'secrets.d/db.yaml', '/spec'],
    ['/spec/type', 'secrets.d/db.yaml', '/spec/type'],
  ])('%s was set in %s at %s', (pointer, file, origin) => {
    const { secret, environment } = resolved();
    expect(originOf(pointer, secret, environment)).toMatchObject({ file, pointer: origin });
  });

  test('a literal under a sensitive key goes no further than the source file', () => {
    const text = FILES['secrets.d/db.yaml'].replace('{ generate: { passwordLength: 40 } }', 'hunter2');
    root = writeTree({ ...FILES, 'secrets.d/db.yaml': text.replace(', password: { fromEnv: PW, generation: 2 }', '') });
    const { estate } = loadEstate(root);
    expect(estate.desired[0]?.spec.value.password).toEqual({ kind: 'plaintext' });
    expect(JSON.stringify(estate.desired)).not.toContain('hunter2');
  });
});

describe('merge patch', () => {
  const json = fc.jsonValue() as fc.Arbitrary<Json>;

  test('laying the same patch twice changes nothing more', () => {
    fc.assert(
      fc.property(json, json, (below, patch) => {
        const once = mergePatch(below, patch);
        expect(mergePatch(once, patch)).toEqual(once);
      }),
    );
  });

  test.each<[Json, Json, Json]>([
    // The examples of RFC 7396, appendix A.
    [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
    [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
    [{ a: 'b' }, { a: null }, {}],
    [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
    [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
    [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
    [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
    [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
    [
      ['a', 'b'],
      ['c', 'd'],
      ['c', 'd'],
    ],
    [{ a: 'b' }, ['c'], ['c']],
    [{ a: 'foo' }, null, null],
    [{ a: 'foo' }, 'bar', 'bar'],
    [{ e: null }, { a: 1 }, { e: null, a: 1 }],
    [[1, 2], { a: 'b', c: null }, { a: 'b' }],
    [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
  ])('%j patched with %j is %j', (below, patch, merged) => {
    expect(mergePatch(below, patch)).toEqual(merged);
  });
});
