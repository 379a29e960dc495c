import type { ClusterSpec, Consumer, EnvironmentSpec } from '../../schemas/declarations.ts';
import type { DesiredSecret, Estate, ResolvedSpec } from '../../schemas/types.ts';

const defaultSpec: ResolvedSpec = {
  type: 'application',
  owner: 'team-a',
  description: 'A secret',
  criticality: 'normal',
  state: 'present',
  manage: true,
  adopt: false,
  adoptFrom: null,
  value: { username: { kind: 'external' }, password: { kind: 'external' } },
  publicKeys: [],
  kmsKeyId: null,
  recoveryWindowInDays: 30,
  rotation: null,
  replicaRegions: {},
  readers: {},
  resourcePolicy: null,
  blockPublicPolicy: null,
  tags: {},
  kubernetes: {},
};

export const prod: EnvironmentSpec = {
  tier: 'production',
  managedBy: 'example-org/platform',
  aws: { accountId: '111122223333', region: 'us-east-1' },
};

export const irsa = { identity: 'irsa', roleArn: 'arn:aws:iam::111122223333:role/reader', create: true } as const;
export const podIdentity = { ...irsa, identity: 'pod-identity' } as const;

/** A cluster of the environment prod with one service account, `apps/app`. */
export const cluster: ClusterSpec = {
  environments: ['prod'],
  region: 'us-east-1',
  externalSecrets: { version: '2.9', store: { kind: 'SecretStore', name: 'aws', create: true } },
  csi: { driverVersion: '1.6' },
  serviceAccounts: { 'apps/app': irsa },
};

export const consumer: Consumer = {
  namespaces: ['apps'],
  serviceAccount: 'app',
  externalSecret: { name: 'credentials' },
};

/** A secret `name` of prod, in AWS `prod/<name>`. */
export function secret(name: string, spec: Partial<ResolvedSpec>, environment = 'prod'): DesiredSecret {
  return {
    environment,
    secret: name,
    name: `${environment}/${name}`,
    file: `secrets.d/${name}.yaml`,
    document: 0,
    spec: { ...defaultSpec, ...spec },
  };
}

type Parts = {
  readonly environments?: { readonly [name: string]: EnvironmentSpec };
  readonly clusters?: { readonly [name: string]: ClusterSpec };
  readonly desired: readonly DesiredSecret[];
};

/** An estate as resolve would give it; by default with the environment `prod` and its cluster `eks`. */
export function estate({ environments = { prod }, clusters = { eks: cluster }, desired }: Parts): Estate {
  const declared = { file: 'secrets.d/platform.yaml', document: 0 };
  return {
    environments: Object.entries(environments).map(([name, spec]) => ({
      ...declared,
      kind: 'Environment',
      name,
      spec,
    })),
    clusters: Object.entries(clusters).map(([name, spec]) => ({ ...declared, kind: 'Cluster', name, spec })),
    secrets: [],
    policy: null,
    waivers: [],
    desired,
  };
}
