import { describe, expect, test } from '@jest/globals';
import { applyPolicy } from '../pipelines/iam/apply-policy.ts';
import { planPolicy } from '../pipelines/iam/plan-policy.ts';
import { secretArn } from '../runtime/local/secrets/arn.ts';
import { dnsSuffixOf, knownRegions, partitionOf } from '../schemas/aws/regions.ts';
import type { EnvironmentDeclaration } from '../schemas/declarations.ts';
import { findingsOf } from './support/rule-case.ts';

const ACCOUNT = '111122223333';

const environmentIn = (region: string) =>
  ({
    name: 'prod',
    spec: { tier: 'production', managedBy: 'example/app', aws: { accountId: ACCOUNT, region } },
  }) as EnvironmentDeclaration;

test.each([
  ['us-east-1', 'aws', 'amazonaws.com'],
  ['cn-north-1', 'aws-cn', 'amazonaws.com.cn'],
  ['us-gov-west-1', 'aws-us-gov', 'amazonaws.com'],
  ['eusc-de-east-1', 'aws-eusc', 'amazonaws.eu'],
  ['us-iso-east-1', 'aws-iso', 'c2s.ic.gov'],
  ['us-isob-east-1', 'aws-iso-b', 'sc2s.sgov.gov'],
  ['eu-isoe-west-1', 'aws-iso-e', 'cloud.adc-e.uk'],
  ['us-isof-south-1', 'aws-iso-f', 'csp.hci.ic.gov'],
  ['eu-west-9', 'aws', 'amazonaws.com'],
  ['us-isob-west-9', 'aws-iso-b', 'sc2s.sgov.gov'],
])('%s is in %s', (region, partition, suffix) => {
  expect([partitionOf(region), dnsSuffixOf(region)]).toEqual([partition, suffix]);
});

describe.each(knownRegions())('in %s', (region) => {
  const partition = partitionOf(region);

  test('the printed policies and the endpoint write the ARNs of the partition', () => {
    const policies = JSON.stringify([planPolicy(environmentIn(region)), applyPolicy(environmentIn(region), [])]);
    const found = new Set([...policies.matchAll(/arn:([a-z-]+):/g)].map(([, name]) => name));
    expect([...found]).toEqual([partition]);
    expect(policies).toContain(`"secretsmanager.*.${dnsSuffixOf(region)}"`);
    expect(secretArn({ region, accountId: ACCOUNT, resource: 'a-AbCdEf' })).toMatch(`arn:${partition}:`);
  });

  test('an Environment, its key and its rotation function can be declared', () => {
    const text = `kind: Environment
metadata: { name: here }
spec: { tier: production, managedBy: example/app, aws: { accountId: "${ACCOUNT}", region: ${region} } }
---
kind: Secret
metadata: { name: one }
spec:
  environments: [here]
  kmsKeyId: arn:${partition}:kms:${region}:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab
  rotation:
    lambdaArn: arn:${partition}:lambda:${region}:${ACCOUNT}:function:rotate
    schedule: rate(30 days)
`;
    for (const rule of ['schema', 'kms-key-format', 'rotation-lambda-arn', 'replica-region-invalid']) {
      expect([rule, findingsOf(rule, { path: 'example.yaml', text })]).toEqual([rule, []]);
    }
  });
});
