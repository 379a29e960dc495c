import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  CreateSecretCommand,
  type CreateSecretCommandInput,
  PutResourcePolicyCommand,
  RotateSecretCommand,
} from '@aws-sdk/client-secrets-manager';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createWorld, type RunOptions, treeOf, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

const DEV = '444455556666';
const CANARY = 'canary-Zx9!k2-imported';
const two = {
  prod: { nameTemplate: '{environment}-{name}' },
  dev: { aws: { accountId: DEV, region: 'us-east-1' }, nameTemplate: '{environment}-{name}' },
};

const create = (input: CreateSecretCommandInput, accountId?: string) =>
  world.client('us-east-1', accountId).send(new CreateSecretCommand(input));

/** Runs import --write and gives the plan of what it wrote. */
async function importAndPlan(given: RunOptions) {
  const imported = await world.run('import', { ...given, options: { write: true, ...given.options } });
  expect(imported.status).toBe(0);
  return { imported, plan: await world.plan() };
}

test('every attribute comes along, and taking over writes tags only', async () => {
  world.declareTree(treeOf({}, two));
  for (const [prefix, account] of [
    ['prod', undefined],
    ['dev', DEV],
  ] as const) {
    const { ARN = '' } = await create(
      {
        Name: `${prefix}-kafka-admin`,
        SecretString: `{"username":"admin","password":"${CANARY}"}`,
        Description: 'Administrator',
        KmsKeyId: 'alias/app',
        Tags: [
          { Key: 'Team', Value: 'streaming' },
          { Key: 'Stage', Value: prefix },
        ],
        ...(prefix === 'prod' ? { AddReplicaRegions: [{ Region: 'us-west-2', KmsKeyId: 'alias/west' }] } : {}),
      },
      account,
    );
    const client = world.client('us-east-1', account);
    await client.send(
      new RotateSecretCommand({
        SecretId: ARN,
        RotationLambdaARN: `arn:aws:lambda:us-east-1:${account ?? '111122223333'}:function:rotate`,
        RotationRules: { ScheduleExpression: 'cron(0 4 1 * ? *)', Duration: '3h' },
        RotateImmediately: false,
      }),
    );
    const statement = {
      Sid: 'DenyDelete',
      Effect: 'Deny',
      Principal: '*',
      Action: 'secretsmanager:DeleteSecret',
      Resource: '*',
    };
    const ResourcePolicy = JSON.stringify({ Version: '2012-10-17', Statement: [statement, { ...statement, Sid: '' }] });
    await client.send(new PutResourcePolicyCommand({ SecretId: ARN, ResourcePolicy }));
  }
  const { imported, plan } = await importAndPlan({ options: { readKeys: true } });
  expect(imported.data + imported.prose).not.toContain(CANARY);
  expect(plan.actions.map(({ id }) => id)).toEqual([
    'dev/kafka-admin#adopt',
    'dev/kafka-admin#update-metadata',
    'prod/kafka-admin#adopt',
    'prod/kafka-admin#update-metadata',
  ]);
  expect(
    plan.actions.flatMap(({ changes }) => changes.map(({ path }) => path)).every((path) => path.startsWith('/tags/')),
  ).toBe(true);
  await world.apply();
  expect((await world.plan()).actions).toEqual([]);
});

test('one declaration for several environments, with overrides where they differ', async () => {
  world.declareTree(treeOf({}, two));
  await create({
    Name: 'prod-app',
    SecretString: '{"key":"x"}',
    Description: 'Same',
    Tags: [{ Key: 'Owner', Value: 'team' }],
  });
  await create(
    {
      Name: 'dev-app',
      SecretString: '{"key":"y"}',
      Description: 'Same',
      KmsKeyId: 'alias/dev',
      Tags: [{ Key: 'Owner', Value: 'team' }],
    },
    DEV,
  );
  const { data } = await world.run('import', { options: { readKeys: true } });
  expect(data).toBe(`# secrets.d/imported/app.yaml
# Imported as it is in AWS. Look through owner, type and value; taking it over writes tags only.
apiVersion: keywright/v1
kind: Secret
metadata:
  name: app
spec:
  type: application
  environments:
    - dev
    - prod
  owner: team
  description: Same
  adopt: true
  value:
    key:
      external: true
  kmsKeyId: alias/dev
  overrides:
    prod:
      kmsKeyId: null
`);
});

test('shapes that it does not know make nothing fail', async () => {
  world.declareTree(treeOf({}, { prod: {} }));
  await create({ Name: 'list', SecretString: '["a"]' });
  await create({ Name: 'Odd/Name_1', SecretString: '{"with-hyphen":"x"}' });
  await create({ Name: 'binary', SecretBinary: new Uint8Array([0, 255]) });
  await create({ Name: 'plain', SecretString: CANARY });
  await create({ Name: 'empty' });
  await create({ Name: 'a'.repeat(200), SecretString: '{}' });
  await create({ Name: 'prod/odd-name-1', SecretString: '{"a":1}' });
  const { plan } = await importAndPlan({ options: { readKeys: true } });
  expect(plan.refusals).toEqual([]);
  expect(new Set(plan.actions.map(({ type }) => type))).toEqual(new Set(['adopt', 'update-metadata']));
  expect(plan.actions.filter(({ type }) => type === 'adopt')).toHaveLength(7);
  await world.apply();
  expect((await world.plan()).actions).toEqual([]);
});

test('without --read-keys no value is read, and what is declared or another service owns is left out', async () => {
  const { endpoint } = world;
  world.declare({ known: { value: { key: { generate: {} } } } });
  await world.apply();
  await create({ Name: 'other', SecretString: '{"key":"x"}' });
  await create({ Name: 'unrelated' });
  const { data } = await world.run('import', { options: { namePrefix: 'oth' } });
  expect(data).toContain('type: opaque');
  expect(data).toContain('secretName: other');
  expect(data).not.toContain('unrelated');
  expect(endpoint?.requestCounts()).not.toHaveProperty('GetSecretValue');
});

describe('import --terraform', () => {
  const arn = (name: string) => `arn:aws:secretsmanager:us-east-1:111122223333:secret:${name}-AbCdEf`;
  const secret = (address: string, name: string, values: object = {}) => ({
    address,
    mode: 'managed',
    type: 'aws_secretsmanager_secret',
    values: {
      arn: arn(name),
      id: arn(name),
      name,
      description: 'From Terraform',
      kms_key_id: '',
      tags_all: { Owner: 'team' },
      ...values,
    },
  });
  const state = {
    format_version: '1.0',
    values: {
      root_module: {
        resources: [
          secret('aws_secretsmanager_secret.single', 'prod/single', {
            replica: [{ region: 'us-west-2', kms_key_id: 'alias/west' }],
          }),
          {
            address: 'aws_secretsmanager_secret_rotation.single',
            type: 'aws_secretsmanager_secret_rotation',
            values: {
              secret_id: arn('prod/single'),
              rotation_lambda_arn: 'arn:aws:lambda:us-east-1:111122223333:function:rotate',
              rotation_rules: [
                { automatically_after_days: 0, schedule_expression: 'cron(0 4 1 * ? *)', duration: '3h' },
              ],
            },
          },
        ],
        child_modules: [
          {
            resources: [
              secret('module.secrets.aws_secretsmanager_secret.this["app"]', 'prod/app'),
              secret('module.secrets.aws_secretsmanager_secret.this["other"]', 'elsewhere/other'),
              {
                address: 'module.secrets.aws_secretsmanager_secret_version.this["app"]',
                type: 'aws_secretsmanager_secret_version',
                values: { secret_id: arn('prod/app'), secret_string: `{"user":"u","password":"${CANARY}"}` },
              },
            ],
          },
        ],
      },
    },
  };

  test('declares what the state has, never a value, and tells how Terraform lets go', async () => {
    world.declareTree(treeOf({}, { prod: {} }));
    const file = join(world.root(), 'state.json');
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(state));
    const { data, prose } = await world.run('import', {
      options: { terraform: file, readKeys: true, namePrefix: 'prod/' },
    });
    expect(data + prose).not.toContain(CANARY);
    expect(data).toContain('password:\n      external: true');
    expect(data).toContain('us-west-2:\n      kmsKeyId: alias/west');
    expect(data).toContain('schedule: cron(0 4 1 * ? *)');
    expect(prose).toContain('key_prefixes = ["keywright:"]');
    expect(prose).toContain('from = aws_secretsmanager_secret.single\n');
    expect(prose).toContain('from = module.secrets.aws_secretsmanager_secret_version.this\n');
    expect(prose).toContain(`# terraform state rm 'module.secrets.aws_secretsmanager_secret.this["app"]'`);
    expect(prose).not.toContain('other');
  });
});
