import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { generate } from '../../pipelines/generate/generate.ts';
import type { ClusterSpec, Consumer } from '../../schemas/declarations.ts';
import type { DesiredSecret } from '../../schemas/types.ts';
import { cluster, consumer, estate, irsa, podIdentity, prod, secret } from './estate.ts';
import { manifestsOf } from './manifests-of.ts';
import { mountedObjects } from './validate-manifest.ts';

/** Generates one secret's manifests in one cluster and hands back one file's content. */
function only(path: string, desired: DesiredSecret | readonly DesiredSecret[], spec: ClusterSpec = cluster) {
  const manifest = manifestsOf(estate({ clusters: { eks: spec }, desired: [desired].flat() })).get(path);
  if (manifest === undefined) throw new Error(`nothing generated at ${path}`);
  return manifest;
}

function paths(desired: readonly DesiredSecret[], spec: ClusterSpec = cluster): readonly string[] {
  return [...manifestsOf(estate({ clusters: { eks: spec }, desired })).keys()];
}

function messages(desired: readonly DesiredSecret[], spec: ClusterSpec = cluster): readonly string[] {
  return generate(estate({ clusters: { eks: spec }, desired })).findings.map(
    ({ rule, pointer, message }) => `${rule} ${pointer} ${message}`,
  );
}

function consumed(by: Consumer, spec: Partial<DesiredSecret['spec']> = {}): DesiredSecret {
  return secret('db', { ...spec, kubernetes: { app: by } });
}

const folder = 'manifests/prod/eks/apps';

describe('an ExternalSecret', () => {
  test('writes out what the API server would fill in, and copies no metadata to the Secret', () => {
    expect(only(`${folder}/externalsecret-credentials.yaml`, consumed(consumer)).spec).toEqual({
      refreshInterval: '1h0m0s',
      secretStoreRef: { kind: 'SecretStore', name: 'aws' },
      target: {
        name: 'credentials',
        creationPolicy: 'Owner',
        deletionPolicy: 'Retain',
        template: { engineVersion: 'v2', mergePolicy: 'Replace', metadata: {}, type: 'Opaque' },
      },
      dataFrom: [
        {
          extract: {
            key: 'prod/db',
            conversionStrategy: 'Default',
            decodingStrategy: 'None',
            metadataPolicy: 'None',
          },
        },
      ],
    });
  });

  test('maps single keys, and escapes what a gjson path would read as an operator', () => {
    const keys = { 'tls.key': 'tls.key', STAR: 'a*b', PATH: 'a/b' };
    const by = { ...consumer, externalSecret: { name: 'credentials', keys } };
    const manifest = only(`${folder}/externalsecret-credentials.yaml`, consumed(by));
    expect(manifest.spec).toMatchObject({
      data: [
        { secretKey: 'PATH', remoteRef: { key: 'prod/db', property: 'a/b' } },
        { secretKey: 'STAR', remoteRef: { key: 'prod/db', property: String.raw`a\*b` } },
        { secretKey: 'tls.key', remoteRef: { key: 'prod/db', property: 'tls.key' } },
      ],
    });
  });

  test('reads a text secret whole', () => {
    const manifest = only(`${folder}/externalsecret-credentials.yaml`, consumed(consumer, { type: 'text', value: {} }));
    const [entry] = (manifest.spec as { data: readonly { secretKey: string; remoteRef: object }[] }).data;
    expect(entry?.secretKey).toBe('text');
    expect(Object.keys(entry?.remoteRef ?? {})).not.toContain('property');
  });

  test.each([
    ['1h', '1h0m0s'],
    ['90m', '1h30m0s'],
    ['15m', '15m0s'],
    ['24h', '24h0m0s'],
    ['45s', '45s'],
    ['0', '0s'],
    ['1h0m0s', '1h0m0s'],
    ['1.5h', '1h30m0s'],
    ['1500ms', '1500ms'],
  ])('writes a refreshInterval of %s as Go does, %s', (declared, written) => {
    const by = { ...consumer, externalSecret: { name: 'credentials', refreshInterval: declared } };
    expect(only(`${folder}/externalsecret-credentials.yaml`, consumed(by)).spec).toMatchObject({
      refreshInterval: written,
    });
  });

  test('passes policies and templates on, with the defaults inside templateFrom', () => {
    const externalSecret = {
      name: 'credentials',
      refreshPolicy: 'OnChange',
      creationPolicy: 'Orphan',
      deletionPolicy: 'Delete',
      template: {
        type: 'kubernetes.io/dockerconfigjson',
        metadata: { labels: { team: 'a' } },
        data: { '.dockerconfigjson': '{"auths":{"r":{"auth":"{{ printf "%s:%s" .username .password | b64enc }}"}}}' },
        templateFrom: [{ configMap: { name: 'jaas', items: [{ key: 'jaas.conf' }] } }],
      },
    } as const;
    expect(
      only(`${folder}/externalsecret-credentials.yaml`, consumed({ ...consumer, externalSecret })).spec,
    ).toMatchObject({
      refreshPolicy: 'OnChange',
      target: {
        creationPolicy: 'Orphan',
        deletionPolicy: 'Delete',
        template: {
          ...externalSecret.template,
          mergePolicy: 'Replace',
          templateFrom: [
            { target: 'Data', configMap: { name: 'jaas', items: [{ key: 'jaas.conf', templateAs: 'Values' }] } },
          ],
        },
      },
    });
  });

  test.each([
    ['creationPolicy', '2.7', '2.8', { creationPolicy: 'CreateOrMerge' }],
    ['template.metadata.finalizers', '0.17', '1.0', { template: { metadata: { finalizers: ['a/b'] } } }],
    ['template.templateFrom', '0.16', '1.0', { template: { templateFrom: [{ literal: 'a', target: 'spec.x' }] } }],
    ['template.templateFrom', '2.7', '2.8', { template: { templateFrom: [{ valuesDecodingStrategy: 'Base64' }] } }],
  ] as const)('refuses %s on %s, and says that it came with %s', (field, version, since, extra) => {
    const by = { ...consumer, externalSecret: { name: 'credentials', ...extra } };
    const at = (operator: string) => ({ ...cluster, externalSecrets: { version: operator, store: irsaStore } });
    expect(messages([consumed(by)], at(version))).toEqual([
      `eso-api-version /spec/kubernetes/app/externalSecret/${field.replaceAll('.', '/')} ${field} uses what came with External Secrets Operator ${since}, and cluster eks has ${version}: leave it out or upgrade.`,
    ]);
    expect(messages([consumed(by)], at(since))).toEqual([]);
  });

  test('is v1beta1 for an operator before 0.16', () => {
    const old = { ...cluster, externalSecrets: { version: '0.15', store: irsaStore } };
    expect(only(`${folder}/externalsecret-credentials.yaml`, consumed(consumer), old).apiVersion).toBe(
      'external-secrets.io/v1beta1',
    );
  });
});

const irsaStore = { kind: 'SecretStore', name: 'aws', create: true } as const;

describe('a store', () => {
  test('reads as the service account with IRSA', () => {
    expect(only(`${folder}/secretstore-aws.yaml`, consumed(consumer)).spec).toEqual({
      provider: {
        aws: {
          service: 'SecretsManager',
          region: 'us-east-1',
          auth: { jwt: { serviceAccountRef: { name: 'app' } } },
          sessionTagsPolicy: 'None',
        },
      },
    });
  });

  test.each([
    ['2.5', { sessionTagsPolicy: 'Simple' }],
    [
      '2.4',
      {
        sessionTags: [
          { key: 'esoNamespace', value: 'apps' },
          { key: 'esoStoreKind', value: 'SecretStore' },
          { key: 'esoStoreName', value: 'aws' },
        ],
      },
    ],
  ])('assumes a role with session tags and without auth with Pod Identity, operator %s', (version, tags) => {
    const spec = {
      ...cluster,
      externalSecrets: { version, store: irsaStore },
      serviceAccounts: { 'apps/app': podIdentity },
    };
    expect(only(`${folder}/secretstore-aws.yaml`, consumed(consumer), spec).spec).toEqual({
      provider: {
        aws: { service: 'SecretsManager', region: 'us-east-1', role: podIdentity.roleArn, ...tags },
      },
    });
  });

  test('is one for each service account, so that each can have its own kind of identity', () => {
    const spec = { ...cluster, serviceAccounts: { 'apps/app': irsa, 'apps/other': podIdentity } };
    const other = { ...consumer, serviceAccount: 'other', externalSecret: { name: 'other' } };
    const desired = [secret('db', { kubernetes: { app: consumer, other } })];
    expect(paths(desired, spec)).toEqual([
      `${folder}/externalsecret-credentials.yaml`,
      `${folder}/externalsecret-other.yaml`,
      `${folder}/secretstore-aws-app.yaml`,
      `${folder}/secretstore-aws-other.yaml`,
      `${folder}/serviceaccount-app.yaml`,
      `${folder}/serviceaccount-other.yaml`,
    ]);
    expect(only(`${folder}/externalsecret-other.yaml`, desired, spec).spec).toMatchObject({
      secretStoreRef: { name: 'aws-other' },
    });
  });

  test('is cluster-wide on request, with conditions and a namespace on its reference', () => {
    const store = { kind: 'ClusterSecretStore', name: 'aws', create: true, namespaces: ['apps', 'more'] } as const;
    const spec = { ...cluster, externalSecrets: { version: '2.9', store } };
    const manifest = only('manifests/prod/eks/_cluster/clustersecretstore-aws.yaml', consumed(consumer), spec);
    expect(manifest.metadata.namespace).toBeUndefined();
    expect(manifest.spec).toMatchObject({
      conditions: [{ namespaces: ['apps', 'more'] }],
      provider: { aws: { auth: { jwt: { serviceAccountRef: { name: 'app', namespace: 'apps' } } } } },
    });
    const narrow = { ...spec, externalSecrets: { version: '2.9', store: { ...store, namespaces: ['more'] } } };
    expect(messages([consumed(consumer)], narrow)).toEqual([
      expect.stringContaining('unknown-reference /spec/kubernetes/app/namespaces/0 Cluster eks does not admit'),
    ]);
  });

  test('and a service account are left to their owners unless create is true', () => {
    const spec: ClusterSpec = {
      ...cluster,
      externalSecrets: { version: '2.9', store: { kind: 'SecretStore', name: 'theirs' } },
      serviceAccounts: { 'apps/app': { identity: 'irsa', roleArn: irsa.roleArn } },
    };
    expect(paths([consumed(consumer)], spec)).toEqual([`${folder}/externalsecret-credentials.yaml`]);
  });
});

describe('Regions', () => {
  const west: ClusterSpec = { ...cluster, region: 'us-west-2' };
  const both = {
    ...consumer,
    secretProviderClass: { name: 'files' },
  };

  test('a cluster in a replica Region reads the replica and fails over to the primary', () => {
    const desired = consumed(both, { replicaRegions: { 'us-west-2': {}, 'eu-west-1': {} } });
    expect(only(`${folder}/secretstore-aws.yaml`, desired, west).spec).toMatchObject({
      provider: { aws: { region: 'us-west-2' } },
    });
    expect(only(`${folder}/secretproviderclass-files.yaml`, desired, west).spec).toMatchObject({
      parameters: { region: 'us-west-2', failoverRegion: 'us-east-1' },
    });
  });

  test("a cluster in the primary's Region fails over to the first replica", () => {
    const desired = consumed(both, { replicaRegions: { 'us-west-2': {}, 'eu-west-1': {} } });
    expect(only(`${folder}/secretproviderclass-files.yaml`, desired).spec).toMatchObject({
      parameters: { region: 'us-east-1', failoverRegion: 'eu-west-1' },
    });
  });

  test('a secret without a replica there is read in its own Region, through a store of its own', () => {
    const replicated = secret('a', { replicaRegions: { 'us-west-2': {} }, kubernetes: { app: consumer } });
    const alone = secret('b', { kubernetes: { app: { ...both, externalSecret: { name: 'alone' } } } });
    expect(only(`${folder}/secretstore-aws-us-east-1.yaml`, [replicated, alone], west).spec).toMatchObject({
      provider: { aws: { region: 'us-east-1' } },
    });
    const { parameters } = only(`${folder}/secretproviderclass-files.yaml`, alone, west).spec as {
      parameters: object;
    };
    expect(parameters).toMatchObject({ region: 'us-east-1' });
    expect(parameters).not.toHaveProperty('failoverRegion');
  });
});

describe('a SecretProviderClass', () => {
  const files = (secretProviderClass: Consumer['secretProviderClass'] & object) => ({
    namespaces: ['apps'],
    serviceAccount: 'app',
    secretProviderClass,
  });

  test('mounts every string under its own name, quotes hyphens, and leaves numbers to the JSON file', () => {
    const value = {
      'api-key': { kind: 'external' },
      host: { kind: 'literal', value: 'db.example.com' },
      port: { kind: 'literal', value: 5432 },
    } as const;
    const manifest = only(`${folder}/secretproviderclass-db.yaml`, consumed(files({ name: 'db' }), { value }));
    expect(mountedObjects(manifest)).toEqual([
      {
        objectName: 'prod/db',
        objectType: 'secretsmanager',
        objectAlias: 'db.json',
        jmesPath: [
          { path: '"api-key"', objectAlias: 'api-key' },
          { path: 'host', objectAlias: 'host' },
        ],
      },
    ]);
  });

  test('sets permissions, syncs a Secret from the same files, and names Pod Identity', () => {
    const by = files({ name: 'db', files: { 'db-user': 'username' }, filePermission: '0400', syncSecret: 'db-env' });
    const manifest = only(`${folder}/secretproviderclass-db.yaml`, consumed(by), {
      ...cluster,
      serviceAccounts: { 'apps/app': podIdentity },
    });
    expect(mountedObjects(manifest)).toMatchObject([
      { filePermission: '0400', jmesPath: [{ path: 'username', objectAlias: 'db-user' }] },
    ]);
    expect(manifest.spec).toMatchObject({
      parameters: { usePodIdentity: 'true' },
      secretObjects: [{ secretName: 'db-env', type: 'Opaque', data: [{ key: 'db-user', objectName: 'db-user' }] }],
    });
  });

  test('mounts a text secret as one file', () => {
    const by = files({ name: 'db', files: { 'token.txt': 'text' } });
    const manifest = only(`${folder}/secretproviderclass-db.yaml`, consumed(by, { type: 'text', value: {} }));
    expect(mountedObjects(manifest)).toEqual([
      { objectName: 'prod/db', objectType: 'secretsmanager', objectAlias: 'token.txt' },
    ]);
  });
});

describe('GitOps', () => {
  test('Argo CD gets sync waves, and asks before it prunes in production', () => {
    const annotations = (path: string, tier: 'production' | 'development') => {
      const wanted = estate({
        environments: { prod: { ...prod, tier } },
        clusters: { eks: { ...cluster, gitops: 'argocd' } },
        desired: [consumed(consumer)],
      });
      return manifestsOf(wanted).get(`${folder}/${path}`)?.metadata;
    };
    expect(annotations('serviceaccount-app.yaml', 'production')).toMatchObject({
      annotations: { 'argocd.argoproj.io/sync-wave': '-2', 'eks.amazonaws.com/role-arn': irsa.roleArn },
    });
    expect(annotations('secretstore-aws.yaml', 'production')).toMatchObject({
      annotations: { 'argocd.argoproj.io/sync-wave': '-1' },
    });
    expect(annotations('externalsecret-credentials.yaml', 'production')).toMatchObject({
      annotations: { 'argocd.argoproj.io/sync-wave': '0', 'argocd.argoproj.io/sync-options': 'Prune=confirm' },
    });
    expect(JSON.stringify(annotations('externalsecret-credentials.yaml', 'development'))).not.toContain('Prune');
  });

  test('Flux gets a Kustomization for each folder; namespaces wait for the cluster-wide store', () => {
    const store = { kind: 'ClusterSecretStore', name: 'aws', create: true, namespaces: ['apps'] } as const;
    const spec: ClusterSpec = {
      ...cluster,
      gitops: 'flux',
      flux: { sourceRef: { name: 'platform' }, dependsOn: ['external-secrets'] },
      externalSecrets: { version: '2.9', store },
    };
    expect(
      only('manifests/prod/eks/_flux/kustomization-keywright.prod.apps.yaml', consumed(consumer), spec).spec,
    ).toMatchObject({
      path: './manifests/prod/eks/apps',
      sourceRef: { kind: 'GitRepository', name: 'platform' },
      dependsOn: [{ name: 'external-secrets' }, { name: 'keywright.prod' }],
    });
    expect(
      only('manifests/prod/eks/_flux/kustomization-keywright.prod.yaml', consumed(consumer), spec).spec,
    ).toMatchObject({ path: './manifests/prod/eks/_cluster', dependsOn: [{ name: 'external-secrets' }] });
    expect(only(`${folder}/externalsecret-credentials.yaml`, consumed(consumer), spec).metadata).toMatchObject({
      annotations: { 'kustomize.toolkit.fluxcd.io/substitute': 'disabled' },
    });
  });
});

test('Pod Identity associations are data for the AWS side, outside every kustomization', () => {
  const spec: ClusterSpec = {
    ...cluster,
    serviceAccounts: { 'apps/app': irsa, 'apps/pod': podIdentity, 'apps/theirs': { identity: 'pod-identity' } },
  };
  const { files } = generate(estate({ clusters: { eks: spec }, desired: [consumed(consumer)] }));
  const file = files.find(({ path }) => path === 'manifests/prod/eks/pod-identity-associations.json');
  const { '//': header, ...content } = JSON.parse(file?.text ?? '');
  expect(header).toMatch(/^Generated by keywright/);
  expect(content).toEqual({
    region: 'us-east-1',
    associations: [{ clusterName: 'eks', namespace: 'apps', serviceAccount: 'pod', roleArn: podIdentity.roleArn }],
  });
  const kustomizations = files.filter(({ path }) => path.endsWith('kustomization.yaml'));
  expect(kustomizations.map(({ text }) => text).join('')).not.toContain('associations');
});

test('what several environments of a cluster share is written once, for the first of them', () => {
  const shared: ClusterSpec = { ...cluster, environments: ['test', 'dev'] };
  const environments = { dev: prod, test: prod };
  const named = (name: string) => ({ app: { ...consumer, externalSecret: { name } } });
  const desired = [secret('a', { kubernetes: named('a') }, 'dev'), secret('b', { kubernetes: named('b') }, 'test')];
  expect([...manifestsOf(estate({ environments, clusters: { eks: shared }, desired })).keys()]).toEqual([
    'manifests/dev/eks/apps/externalsecret-a.yaml',
    'manifests/test/eks/apps/externalsecret-b.yaml',
    'manifests/test/eks/apps/secretstore-aws.yaml',
    'manifests/test/eks/apps/serviceaccount-app.yaml',
  ]);
});

describe('refusals', () => {
  test('two objects, or two writers of one Secret, under one name', () => {
    const files = { name: 'files', syncSecret: 'credentials' };
    const desired = [
      secret('a', { kubernetes: { app: consumer } }),
      secret('b', { kubernetes: { app: { ...consumer, secretProviderClass: files } } }),
    ];
    expect(messages(desired)).toEqual([
      expect.stringMatching(
        /^duplicate-declaration .*\/externalSecret\/name ExternalSecret apps\/credentials in cluster/,
      ),
      expect.stringMatching(/^duplicate-declaration .*\/externalSecret\/name Secret apps\/credentials in cluster eks/),
      expect.stringMatching(/^duplicate-declaration .*\/secretProviderClass\/name Secret apps\/credentials/),
    ]);
  });

  test('several ExternalSecrets may merge into one Secret', () => {
    const merging = (name: string) => ({
      app: { ...consumer, externalSecret: { name, creationPolicy: 'Merge' as const } },
    });
    expect(
      messages([secret('a', { kubernetes: merging('one') }), secret('b', { kubernetes: merging('two') })]),
    ).toEqual([]);
  });

  test('a cluster that has neither the operator nor the driver', () => {
    const { externalSecrets: _operator, csi: _driver, ...bare } = cluster;
    const by = { ...consumer, secretProviderClass: { name: 'files' } };
    expect(messages([consumed(by)], bare)).toEqual([
      'unknown-reference /spec/kubernetes/app/externalSecret Cluster eks declares no externalSecrets: add version and store.',
    ]);
  });

  test('leave no file to write, so that nothing is taken for obsolete', () => {
    const desired = [secret('a', { kubernetes: { app: consumer } }), secret('b', { kubernetes: { app: consumer } })];
    expect(generate(estate({ desired })).files).toEqual([]);
  });
});

test('an absent secret has no manifests', () => {
  expect(paths([consumed(consumer, { state: 'absent' })])).toEqual([`${folder}/serviceaccount-app.yaml`]);
});

test('a kustomization lists its files, and the one above it its folders', () => {
  const { files } = generate(estate({ desired: [consumed(consumer)] }));
  const resources = (path: string) => parse(files.find((file) => file.path === path)?.text ?? '').resources;
  expect(resources(`${folder}/kustomization.yaml`)).toEqual([
    'externalsecret-credentials.yaml',
    'secretstore-aws.yaml',
    'serviceaccount-app.yaml',
  ]);
  expect(resources('manifests/prod/eks/kustomization.yaml')).toEqual(['apps']);
});
