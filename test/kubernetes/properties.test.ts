import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parse } from 'yaml';
import { generate } from '../../pipelines/generate/generate.ts';
import type { ClusterSpec, Consumer, ServiceAccountIdentity } from '../../schemas/declarations.ts';
import type { DesiredSecret, Estate, ValueSource } from '../../schemas/types.ts';
import { estate, irsa, podIdentity, prod, secret } from './estate.ts';
import { manifestsOf } from './manifests-of.ts';
import { refusals } from './rules.ts';
import { type ManifestObject, violationsAt } from './validate-manifest.ts';

/** Stands in every literal, so that a value that found its way into a manifest shows. */
const marker = 'VALUE-5f0c';

const label = fc.stringMatching(/^[a-z]([a-z0-9-]{0,10}[a-z0-9])?$/);
const jsonKey = fc.stringMatching(/^[A-Za-z0-9_*#@-][A-Za-z0-9_. *#@-]{0,11}$/);
/**
 * Kubernetes allows no key that begins with two dots, and cdk8s takes an object with a field called constructor for
 * an instance of a class.
 */
const dataKey = fc.stringMatching(/^[A-Za-z0-9_-][A-Za-z0-9_.-]{0,11}$/).filter((key) => !(key in {}));
const source: fc.Arbitrary<ValueSource> = fc.oneof(
  fc.constant({ kind: 'external' } as const),
  fc.constant({ kind: 'plaintext' } as const),
  fc.oneof(fc.constant(marker), fc.integer(), fc.boolean()).map((value) => ({ kind: 'literal' as const, value })),
);
const namespace = fc.constantFrom('apps', 'kafka');
const account = fc.constantFrom('app', 'other');

const consumer: fc.Arbitrary<Consumer> = fc.record(
  {
    namespaces: fc.uniqueArray(namespace, { minLength: 1 }),
    serviceAccount: account,
    externalSecret: fc.record(
      {
        name: label,
        refreshInterval: fc.constantFrom('5m', '1h', '24h', '0'),
        refreshPolicy: fc.constantFrom('Periodic', 'OnChange', 'CreatedOnce'),
        creationPolicy: fc.constantFrom('Owner', 'Orphan', 'Merge', 'None'),
        keys: fc.dictionary(dataKey, jsonKey, { minKeys: 1, maxKeys: 4, noNullPrototype: true }),
        template: fc.record(
          {
            type: fc.constantFrom('kubernetes.io/tls', 'Opaque'),
            data: fc.dictionary(dataKey, fc.string({ unit: 'grapheme' }), { maxKeys: 3, noNullPrototype: true }),
          },
          { requiredKeys: [] },
        ),
      },
      { requiredKeys: ['name'] },
    ),
    secretProviderClass: fc.record(
      {
        name: label,
        files: fc.dictionary(dataKey, jsonKey, { minKeys: 1, maxKeys: 4, noNullPrototype: true }),
        filePermission: fc.constantFrom('0400', '0644'),
        syncSecret: label,
      },
      { requiredKeys: ['name'] },
    ),
  },
  { requiredKeys: ['namespaces', 'serviceAccount'] },
);

const desired: fc.Arbitrary<DesiredSecret> = fc
  .record({
    name: label,
    type: fc.constantFrom('application', 'kafka-scram', 'rds-postgres', 'text', 'opaque'),
    value: fc.dictionary(jsonKey, source, { maxKeys: 4, noNullPrototype: true }),
    replicaRegions: fc.constantFrom({}, { 'us-west-2': {} }),
    kubernetes: fc.dictionary(label, consumer, { maxKeys: 2, noNullPrototype: true }),
  })
  .map(({ name, ...spec }) => secret(name, spec));

const identity: fc.Arbitrary<ServiceAccountIdentity> = fc.constantFrom(irsa, podIdentity);
const cluster: fc.Arbitrary<ClusterSpec> = fc.record({
  environments: fc.constant(['prod']),
  region: fc.constantFrom('us-east-1', 'us-west-2'),
  gitops: fc.constantFrom('none', 'argocd', 'flux'),
  externalSecrets: fc.record({
    version: fc.constantFrom('0.16', '0.20', '2.4', '2.9'),
    store: fc.record({
      kind: fc.constantFrom('SecretStore', 'ClusterSecretStore'),
      name: fc.constant('aws'),
      create: fc.boolean(),
    }),
  }),
  csi: fc.constant({ driverVersion: '1.6' }),
  serviceAccounts: fc.record({
    'apps/app': identity,
    'apps/other': identity,
    'kafka/app': identity,
    'kafka/other': identity,
  }),
});

const estates: fc.Arbitrary<Estate> = fc
  .record({
    clusters: fc.dictionary(label, cluster, { minKeys: 1, maxKeys: 2, noNullPrototype: true }),
    desired: fc.uniqueArray(desired, { maxLength: 4, selector: (one) => one.secret }),
  })
  .map((parts) => estate({ environments: { prod }, ...parts }));

test('any declarations give valid, uniquely named manifests without a value, or are refused whole', () => {
  const validators = new Map(['0.16', '0.20', '2.4', '2.9'].map((version) => [version, violationsAt(version)]));
  fc.assert(
    fc.property(estates, (wanted) => {
      const { files, findings } = generate(wanted);
      if (findings.length > 0) {
        expect(files).toEqual([]);
        return;
      }
      for (const { name, spec } of wanted.clusters) {
        const prefix = `manifests/prod/${name}/`;
        const manifests = [...manifestsOf(wanted)].filter(([path]) => path.startsWith(prefix)).map(([, one]) => one);
        expect(new Set(manifests.map(identityOf)).size).toBe(manifests.length);
        const violations = validators.get(spec.externalSecrets?.version ?? '') ?? (() => ['unknown version']);
        expect(manifests.filter(isOurs).flatMap(violations)).toEqual([]);
        expect(manifests.flatMap(refusals)).toEqual([]);
      }
      expect(files.map(({ text }) => text).join('')).not.toContain(marker);
    }),
    { numRuns: 100 },
  );
});

test('the same declarations give the same bytes, in whatever order they are listed', () => {
  fc.assert(
    fc.property(estates, (wanted) => {
      const shuffled = { ...wanted, desired: wanted.desired.toReversed(), clusters: wanted.clusters.toReversed() };
      const { files, findings } = generate(shuffled);
      if (findings.length === 0) expect(files).toEqual(generate(wanted).files);
    }),
    { numRuns: 100 },
  );
});

test('what is written reads back as it was declared', () => {
  fc.assert(
    fc.property(fc.dictionary(dataKey, fc.string({ unit: 'grapheme' }), { noNullPrototype: true }), (data) => {
      const externalSecret = { name: 'credentials', template: { data } };
      const kubernetes = { app: { namespaces: ['apps'], serviceAccount: 'app', externalSecret } };
      const { files } = generate(estate({ desired: [secret('db', { kubernetes })] }));
      const text = files.find(({ path }) => path.endsWith('externalsecret-credentials.yaml'))?.text ?? '';
      for (const version of ['1.1', '1.2'] as const) {
        expect(parse(text, { version }).spec.target.template.data).toEqual(data);
      }
    }),
    { numRuns: 100 },
  );
});

function identityOf({ kind, metadata }: ManifestObject): string {
  return `${kind} ${metadata.namespace ?? ''}/${metadata.name}`;
}

function isOurs({ apiVersion }: ManifestObject): boolean {
  return /^(external-secrets|secrets-store)/.test(apiVersion);
}
