import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parse as parseYaml, stringify } from 'yaml';
import { assembleEstate, isBlocking } from '../pipelines/declarations/estate.ts';
import { readSources } from '../pipelines/declarations/read.ts';
import { generate } from '../pipelines/generate/generate.ts';
import { lint } from '../pipelines/lint/lint.ts';
import { reportFormats } from '../pipelines/reports/list.ts';
import { makeReport } from '../pipelines/reports/make-report.ts';
import type { SourceFile } from '../schemas/types.ts';
import { repositoryRoot } from './support/estate.ts';
import { anything, misspell, mutate } from './support/mutate.ts';

const ownSources = readSources(repositoryRoot);

/** The fields that the repository's own declarations leave out. */
const everyField = [
  `
apiVersion: keywright/v1
kind: Environment
metadata: { name: lab }
spec:
  tier: staging
  managedBy: example/lab
  aws: { accountId: "444455556666", region: eu-west-1, planRoleArn: "arn:aws:iam::444455556666:role/plan", applyRoleArn: "arn:aws:iam::444455556666:role/apply" }
  nameTemplate: "{environment}-{name}"
  defaults: { kmsKeyId: alias/lab, recoveryWindowInDays: 14, replicaRegions: { us-west-2: { kmsKeyId: alias/lab } }, tags: { Team: lab } }
  limits: { maxDeletes: 1, maxDeletePercent: 10, maxReplacedValues: 5 }
`,
  `
apiVersion: keywright/v1
kind: Cluster
metadata: { name: lab-eks }
spec:
  environments: [lab]
  region: us-west-2
  gitops: flux
  externalSecrets: { version: "2.9", store: { kind: ClusterSecretStore, name: aws, create: true, namespaces: [lab] } }
  csi: { driverVersion: "1.6" }
  serviceAccounts:
    lab/app: { identity: irsa, roleArn: "arn:aws:iam::444455556666:role/app", create: true }
    lab/pod: { identity: pod-identity, roleArn: "arn:aws:iam::444455556666:role/pod" }
`,
  `
apiVersion: keywright/v1
kind: Secret
metadata: { name: lab-database }
spec:
  type: rds-mysql
  owner: team-lab
  description: Of the laboratory
  criticality: critical
  environments: [lab]
  secretName: lab-database
  state: present
  manage: true
  adopt: true
  adoptFrom: example/other
  value: { engine: mysql, host: db.example.com, port: 3306, username: admin, masterarn: "arn:aws:secretsmanager:eu-west-1:444455556666:secret:m-AbCdEf", password: { generate: { passwordLength: 40, excludePunctuation: true } }, note: text, api_key: { fromEnv: KEY, generation: 2 }, other: { external: true } }
  publicKeys: [note]
  kmsKeyId: "arn:aws:kms:{region}:{accountId}:alias/lab"
  recoveryWindowInDays: 30
  rotation: { lambdaArn: "arn:aws:lambda:{region}:{accountId}:function:rotate", strategy: alternating-users, schedule: cron(0 4 1 * ? *), duration: 3h, rotateImmediately: false }
  replicaRegions: { us-west-2: { kmsKeyId: alias/lab } }
  readers: { orders: { roleArn: "arn:aws:iam::111122223333:role/orders", grant: resourcePolicy }, billing: { roleArn: "arn:aws:iam::444455556666:role/billing", grant: external } }
  resourcePolicy: { Version: "2012-10-17", Statement: [{ Sid: Deny, Effect: Deny, Principal: "*", Action: secretsmanager:GetSecretValue, Resource: "*", Condition: { StringNotEquals: { aws:PrincipalOrgID: o-example } } }] }
  blockPublicPolicy: true
  tags: { Environment: lab, Tier: "{environment}" }
  kubernetes:
    app: { clusters: [lab-eks], namespaces: [lab], serviceAccount: app, externalSecret: { name: app, refreshInterval: 1h, keys: { A: password }, template: { data: { A: "{{ .A }}" } }, creationPolicy: Owner, deletionPolicy: Retain } }
    pod: { namespaces: [lab], serviceAccount: pod, secretProviderClass: { name: pod, files: { a: password }, filePermission: "0400", syncSecret: pod } }
  overrides: { lab: { rotation: null, recoveryWindowInDays: 14, value: { note: other } } }
`,
  `
apiVersion: keywright/v1
kind: Waivers
metadata: { name: lab }
spec: { waivers: [{ rule: replica-nonprod-cost, secret: lab-database, environments: [lab], reason: The laboratory tries a failover, owner: team-lab, expires: 2027-01-31, ticket: LAB-1, pointer: /spec/replicaRegions }] }
`,
].map((text, index) => ({ path: `secrets.d/lab/${index}.yaml`, text }));

const policy = `
apiVersion: keywright/v1
kind: Policy
metadata: { name: default }
spec:
  preset: strict
  requiredTags: [Owner]
  namePattern: "^[a-z0-9-]+$"
  tiers: { production: { minRecoveryWindowInDays: 30, maxRotationDays: { database: 31, other: 90 } } }
  waivers: { maxDays: { production: 90, other: 180 } }
  pollBudgetUsdMonthly: 5
  rules: { consolidate-secrets: off, required-tags: { severity: error } }
`;

const sources: readonly SourceFile[] = [
  ...ownSources.filter(({ path }) => path !== 'secrets.d/policy.yaml'),
  { path: 'secrets.d/policy.yaml', text: policy },
  ...everyField,
];

/** Every stage that check runs, in every format. Returns what was found. */
function checkSources(files: readonly SourceFile[]) {
  const loaded = assembleEstate(files);
  const findings = lint({ ...loaded, now: new Date('2026-11-23T12:00:00Z') });
  const generated = loaded.findings.some(isBlocking) ? [] : generate(loaded.estate).findings;
  const report = makeReport('check', loaded, [...findings, ...generated]);
  const outputs = Object.values(reportFormats).map((render) => render(report, { color: true, columns: 80 }));
  return { report, outputs };
}

describe('whatever stands in a declaration', () => {
  test('the estate as it is has no errors', () => {
    expect(checkSources(ownSources).report.summary.errors).toBe(0);
  });

  test('a wrong value anywhere gives findings or nothing, never an exception, always a place', () => {
    fc.assert(
      fc.property(
        fc.nat(sources.length - 1),
        fc.nat(120),
        fc.option(anything, { nil: undefined }),
        (index, at, replacement) => {
          const files = sources.map((file, position) => {
            if (position !== index) return file;
            return { ...file, text: stringify(mutate(parseYaml(file.text), at, replacement)) };
          });
          for (const finding of checkSources(files).report.findings) {
            expect(finding.line).toBeGreaterThan(0);
            expect(finding.endLine).toBeGreaterThanOrEqual(finding.line);
            expect(finding.message).toMatch(/\.$|\?$/);
            expect(finding.message).not.toMatch(/undefined|\[object|NaN/);
          }
        },
      ),
      { numRuns: 120 },
    );
  });

  test('a misspelt field anywhere gives findings, each on a line that is there', () => {
    fc.assert(
      fc.property(fc.nat(sources.length - 1), fc.nat(120), (index, at) => {
        const files = sources.map((file, position) =>
          position === index ? { ...file, text: stringify(misspell(parseYaml(file.text), at)) } : file,
        );
        for (const finding of checkSources(files).report.findings) expect(finding.line).toBeGreaterThan(0);
      }),
      { numRuns: 60 },
    );
  });

  test('text cut or altered anywhere gives findings or nothing, never an exception', () => {
    const junk = fc.oneof(
      fc.string(),
      fc.constantFrom('\t', '"', "'", '{', '[', ':', '- ', '\n', '---\n', '&a ', '*a', '!!x '),
    );
    fc.assert(
      fc.property(fc.nat(sources.length - 1), fc.nat(2000), fc.nat(30), junk, (index, start, length, text) => {
        const files = sources.map((file, position) => {
          if (position !== index) return file;
          return { ...file, text: file.text.slice(0, start) + text + file.text.slice(start + length) };
        });
        for (const finding of checkSources(files).report.findings) expect(finding.line).toBeGreaterThan(0);
      }),
      { numRuns: 120 },
    );
  });
});

describe('a password in a declaration', () => {
  const CANARY = 'hunter2-canary';
  const text = readFileSync(join(repositoryRoot, 'secrets.d/secrets/kafka-admin.yaml'), 'utf8');

  test('shows in no format, whatever else is wrong around it', () => {
    const plain = text.replace('{ generate: { passwordLength: 32 } }', CANARY);
    expect(plain).toContain(CANARY);
    const junk = fc.constantFrom('', '\t', '"', '{', '[', ': ', '- ', '\n', '---\n', '*a', '!!x ', 'x', '  ');
    fc.assert(
      fc.property(fc.nat(plain.length), fc.nat(12), junk, (start, length, inserted) => {
        const broken = plain.slice(0, start) + inserted + plain.slice(start + length);
        const files = sources.map((file) =>
          file.path.endsWith('/kafka-admin.yaml') ? { ...file, text: broken } : file,
        );
        const { report, outputs } = checkSources(files);
        for (const output of outputs) expect(output).not.toContain(CANARY);
        if (broken.includes(`password: ${CANARY} `)) expect(report.summary.errors).toBeGreaterThan(0);
      }),
      { numRuns: 250 },
    );
  });
});
