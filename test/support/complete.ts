import type { Observations } from '../../pipelines/lint/run-observed.ts';
import type { Json } from '../../schemas/json/json.ts';
import type { ObservedSecret } from '../../schemas/plan.ts';
import { findSecretType } from '../../schemas/secret-types/list.ts';
import type { Document, Estate } from '../../schemas/types.ts';
import { isRecord } from '../subschemas.ts';

type JsonRecord = { readonly [key: string]: Json };

/** Two environments and a cluster, so that an example need not declare them. */
const BASE: readonly JsonRecord[] = [
  {
    apiVersion: 'keywright/v1',
    kind: 'Environment',
    metadata: { name: 'dev' },
    spec: { tier: 'development', managedBy: 'example/app', aws: { accountId: '444455556666', region: 'us-east-1' } },
  },
  {
    apiVersion: 'keywright/v1',
    kind: 'Environment',
    metadata: { name: 'prod' },
    spec: { tier: 'production', managedBy: 'example/app', aws: { accountId: '111122223333', region: 'us-east-1' } },
  },
  {
    apiVersion: 'keywright/v1',
    kind: 'Cluster',
    metadata: { name: 'eks' },
    spec: {
      environments: ['dev', 'prod'],
      region: 'us-east-1',
      externalSecrets: { version: '2.9', store: { kind: 'SecretStore', name: 'aws', create: true } },
      csi: { driverVersion: '1.6' },
      serviceAccounts: { 'app/app': { identity: 'irsa', roleArn: 'arn:aws:iam::111122223333:role/app' } },
    },
  },
];

/** Adds the required fields that an example of one rule can leave out, and the base declarations that are missing. */
export function completeDeclarations(documents: readonly Document[]): readonly Document[] {
  const completed = documents.map((document, index) => ({ ...document, value: complete(document.value, index) }));
  const named = new Set(completed.map(({ value }) => identityOf(value)));
  const missing = BASE.filter((value) => !named.has(identityOf(value)));
  return [...completed, ...missing.map((value, document) => ({ file: 'base.yaml', document, value }))];
}

function complete(value: Json, index: number): Json {
  if (!isRecord(value) || typeof value.kind !== 'string') return value as Json;
  const document = { apiVersion: 'keywright/v1', metadata: { name: `example${index === 0 ? '' : `-${index + 1}`}` } };
  const base = BASE.find((candidate) => candidate.kind === value.kind);
  const spec =
    value.kind === 'Secret'
      ? completeSecret(value.spec)
      : { ...(base?.spec as JsonRecord), ...(value.spec as JsonRecord) };
  return { ...document, ...value, spec } as Json;
}

function completeSecret(spec: unknown): Json {
  const written = (isRecord(spec) ? spec : {}) as JsonRecord;
  const type = typeof written.type === 'string' ? written.type : 'application';
  const common = { type, owner: 'team-a', description: 'Key of an example', environments: ['prod'] };
  return { ...common, ...valueFor(type), ...written };
}

/** All keys that the type requires, as `external`. */
function valueFor(name: string): JsonRecord {
  const type = findSecretType(name);
  if (type === undefined || type.shape === 'opaque') return {};
  const required = Object.entries(type.keys).filter(([, key]) => key.required);
  const keys = required.length > 0 ? required.map(([key]) => key) : ['api_key'];
  return { value: Object.fromEntries(keys.map((key) => [key, { external: true }])) };
}

function identityOf(value: Json): string {
  const { kind, metadata } = value as { kind?: Json; metadata?: JsonRecord };
  return `${kind}/${metadata?.name}`;
}

const OBSERVED: ObservedSecret = {
  environment: 'prod',
  region: 'us-east-1',
  name: 'prod/example',
  arn: 'arn:aws:secretsmanager:us-east-1:111122223333:secret:prod/example-AbCdEf',
  description: 'Key of an example',
  kmsKeyId: null,
  tags: { 'keywright:managed-by': 'example/app', 'keywright:environment': 'prod' },
  rotation: {
    enabled: false,
    lambdaArn: null,
    scheduleExpression: null,
    automaticallyAfterDays: null,
    duration: null,
    nextRotationDate: null,
    lastRotatedDate: null,
  },
  replicas: [],
  primaryRegion: null,
  owningService: null,
  type: null,
  createdDate: '2026-06-01T00:00:00Z',
  deletedDate: null,
  lastChangedDate: '2026-11-20T00:00:00Z',
  lastAccessedDate: '2026-11-30T00:00:00Z',
  versionStages: { '11111111-2222-3333-4444-555555555555': ['AWSCURRENT'] },
};

/** Documents of kind Observed give AWS's answer for the declared secret of the same name. */
export function observationsFrom(documents: readonly Document[], estate: Estate): Observations {
  const secrets = documents.flatMap(({ value }) => {
    const { metadata, spec } = value as { metadata?: { name?: string; environment?: string }; spec?: JsonRecord };
    const desired = estate.desired.find(
      ({ secret, environment }) =>
        secret === (metadata?.name ?? 'example') && environment === (metadata?.environment ?? 'prod'),
    );
    const rotation = { ...OBSERVED.rotation, ...(spec?.rotation as object | undefined) };
    const observed = { ...OBSERVED, ...spec, rotation } as ObservedSecret;
    return desired === undefined ? [] : [{ desired, observed: { ...observed, environment: desired.environment } }];
  });
  return { environments: estate.environments.map(({ name }) => name), secrets };
}
