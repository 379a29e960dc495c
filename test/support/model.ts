import fc from 'fast-check';
import { assembleEstate } from '../../pipelines/declarations/estate.ts';
import type { Estate } from '../../schemas/types.ts';
import { treeOf } from './world.ts';

/** The variables that `apply` has; `UNSET` is the name of one that is not set. */
export const ENV: { readonly [name: string]: string } = { GIVEN_A: 'from-env-a', GIVEN_B: 'from-env-b' };

export type SecretModel = { readonly name: string; readonly spec: { readonly [field: string]: unknown } };

const NAMES = ['a', 'b', 'c'] as const;
const REGIONS = ['us-west-2', 'eu-west-1'] as const;

const source = fc.oneof(
  fc.constantFrom('one', 'two', 7, true),
  fc.record({ generate: fc.constant({ passwordLength: 12 }), generation: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ fromEnv: fc.constantFrom('GIVEN_A', 'GIVEN_B', 'UNSET'), generation: fc.integer({ min: 1, max: 2 }) }),
  fc.constant({ external: true }),
);

const KEYS = ['user', 'password', 'host'];
const value = fc.dictionary(fc.constantFrom(...KEYS), source, { minKeys: 1, maxKeys: 3 });
const tags = fc.dictionary(fc.constantFrom('Team', 'Cost', 'Tier'), fc.constantFrom('x', 'y'));
const key = fc.constantFrom(null, 'alias/one', 'alias/two');
const replicaRegions = fc.dictionary(
  fc.constantFrom(...REGIONS),
  key.map((kmsKeyId) => (kmsKeyId === null ? {} : { kmsKeyId })),
);
const rotation = fc.oneof(
  fc.constant(null),
  fc.constant({ manual: true }),
  fc.record({
    lambdaArn: fc.constant('arn:aws:lambda:{region}:{accountId}:function:rotate'),
    schedule: fc.constantFrom('cron(0 4 1 * ? *)', 'rate(30 days)'),
    rotateImmediately: fc.constant(false),
  }),
);
const statement = fc.constantFrom('First', 'Second').map((Sid) => ({
  Sid,
  Effect: 'Deny',
  Principal: '*',
  Action: 'secretsmanager:DeleteSecret',
  Resource: '*',
  Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-north-1' } },
}));
const resourcePolicy = fc.oneof(
  fc.constant(null),
  fc
    .uniqueArray(statement, { minLength: 1, maxLength: 2, selector: ({ Sid }) => Sid })
    .map((Statement) => ({ Statement })),
);

const spec = fc
  .record({
    description: fc.constantFrom('First', 'Second'),
    state: fc.constantFrom('present', 'present', 'present', 'absent'),
    adopt: fc.boolean(),
    value,
    tags,
    kmsKeyId: key,
    replicaRegions,
    rotation,
    resourcePolicy,
  })
  // A secret to be deleted can't be adopted too: the declarations refuse that.
  .map((fields) => ({ ...fields, adopt: fields.adopt && fields.state === 'present', publicKeys: KEYS }));

export const secretModels: fc.Arbitrary<readonly SecretModel[]> = fc.uniqueArray(
  fc.record({ name: fc.constantFrom(...NAMES), spec }),
  { minLength: 1, maxLength: 3, selector: ({ name }) => name },
);

/** The estate of the models: one environment, no limits. */
export function estateOf(models: readonly SecretModel[], accountId: string): Estate {
  const limits = { maxDeletes: 100, maxDeletePercent: 100, maxReplacedValues: 100 };
  const secrets = Object.fromEntries(models.map(({ name, spec: own }) => [name, own]));
  const tree = treeOf(secrets, { prod: { aws: { accountId, region: 'us-east-1' }, limits } });
  const files = Object.entries(tree).map(([path, text]) => ({ path, text }));
  const { estate, findings } = assembleEstate(files);
  if (findings.length > 0) throw new Error(JSON.stringify(findings));
  return estate;
}
