import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { exampleWorkloads } from '../../generators/kubernetes/example-workloads.ts';
import { consumer, estate, secret } from './estate.ts';

const files = { name: 'files', syncSecret: 'synced' };
const { externalSecret: _none, ...bare } = consumer;
const kubernetes = {
  both: { ...consumer, secretProviderClass: { name: 'mounted' } },
  volume: { ...bare, secretProviderClass: files },
  neither: bare,
};

function example(name: string) {
  const { files: written } = exampleWorkloads(estate({ desired: [secret('db', { kubernetes })] }));
  return parse(written.find(({ path }) => path === `example-workloads/prod/eks/apps/${name}.yaml`)?.body ?? '');
}

test('a Pod consumes the secret by environment variable and by volume, as its service account', () => {
  const { spec } = example('pod-example-db-both');
  expect(spec).toMatchObject({
    serviceAccountName: 'app',
    securityContext: { runAsUser: 1000, runAsNonRoot: true },
    containers: [
      {
        envFrom: [{ secretRef: { name: 'credentials' } }],
        volumeMounts: [
          { name: 'secret', mountPath: '/mnt/secrets/kubernetes', readOnly: true },
          { name: 'csi', mountPath: '/mnt/secrets/csi', readOnly: true },
        ],
      },
    ],
    volumes: [
      { name: 'secret', secret: { secretName: 'credentials' } },
      {
        name: 'csi',
        csi: {
          driver: 'secrets-store.csi.k8s.io',
          readOnly: true,
          volumeAttributes: { secretProviderClass: 'mounted' },
        },
      },
    ],
  });
});

test('a Pod with a volume only takes its variables from the Secret that the driver syncs', () => {
  const { spec } = example('pod-example-db-volume');
  expect(spec.containers[0].envFrom).toEqual([{ secretRef: { name: 'synced' } }]);
  expect(spec.volumes).toHaveLength(1);
});

test('what consumes nothing has no Pod', () => {
  expect(example('pod-example-db-neither')).toBeNull();
});

test("Reloader's annotations name every Secret and class of a service account", () => {
  expect(example('reloader-app').metadata.annotations).toEqual({
    'secret.reloader.stakater.com/reload': 'credentials,synced',
    'secretproviderclass.reloader.stakater.com/reload': 'files,mounted',
  });
});
