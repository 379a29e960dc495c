import type {
  EnvironmentDeclaration,
  Reader,
  Replica,
  Rotation,
  SecretDeclaration,
  Settings,
} from '../../schemas/declarations.ts';
import { findSecretType } from '../../schemas/secret-types/list.ts';
import type { DesiredSecret, ResolvedSpec } from '../../schemas/types.ts';
import { fill, fillDeep, type Placeholders } from './fill.ts';
import { mergeSettings } from './merge.ts';
import { resolveValue } from './values.ts';

/** AWS's own default for DeleteSecret (API reference, RecoveryWindowInDays). */
const DEFAULT_RECOVERY_WINDOW_IN_DAYS = 30;
const DEFAULT_NAME_TEMPLATE = '{environment}/{name}';

/** What one Secret comes to in one environment: placeholders filled, defaults stated. */
export function resolveSecret(
  secret: SecretDeclaration,
  environment: EnvironmentDeclaration,
  settings: Settings,
): DesiredSecret {
  const placeholders = placeholdersOf(secret, environment);
  return {
    environment: environment.name,
    secret: secret.name,
    name: fill(settings.secretName ?? environment.spec.nameTemplate ?? DEFAULT_NAME_TEMPLATE, placeholders),
    file: secret.file,
    document: secret.document,
    spec: resolveSpec(secret.spec.type, settings, placeholders),
  };
}

/** One Secret's layers merged for one environment: defaults <- spec <- overrides. */
export function mergedSettings(secret: SecretDeclaration, environment: EnvironmentDeclaration): Settings {
  const { type: _type, environments: _environments, overrides, ...own } = secret.spec;
  const base = mergeSettings({}, environment.spec.defaults);
  // Each layer was validated against settings.schema.json, and merging adds nothing of its own.
  return mergeSettings(mergeSettings(base, own as SettingsLayer), overrides?.[environment.name]) as Settings;
}

type SettingsLayer = Parameters<typeof mergeSettings>[0];

function placeholdersOf(secret: SecretDeclaration, environment: EnvironmentDeclaration): Placeholders {
  const { accountId, region } = environment.spec.aws;
  return { environment: environment.name, accountId, region, name: secret.name };
}

/** What holds where no layer says otherwise (SPEC). */
const DEFAULTS = {
  owner: null,
  description: null,
  criticality: 'normal',
  state: 'present',
  manage: true,
  adopt: false,
  adoptFrom: null,
  publicKeys: [],
  recoveryWindowInDays: DEFAULT_RECOVERY_WINDOW_IN_DAYS,
  blockPublicPolicy: null,
} as const;

function resolveSpec(type: string, settings: Settings, placeholders: Placeholders): ResolvedSpec {
  const { secretName: _name, ...stated } = settings;
  const value = settings.value ?? {};
  return {
    ...DEFAULTS,
    ...stated,
    type,
    value: resolveValue(value, findSecretType(type), settings.publicKeys ?? DEFAULTS.publicKeys, placeholders),
    kmsKeyId: settings.kmsKeyId === undefined ? null : fill(settings.kmsKeyId, placeholders),
    rotation: resolveRotation(settings.rotation, placeholders),
    replicaRegions: resolveReplicas(settings.replicaRegions ?? {}, placeholders),
    readers: resolveReaders(settings.readers ?? {}, placeholders),
    resourcePolicy: settings.resourcePolicy === undefined ? null : fillDeep(settings.resourcePolicy, placeholders),
    tags: resolveTags(settings, placeholders),
    kubernetes: resolveConsumers(settings.kubernetes ?? {}),
  };
}

function resolveRotation(rotation: Rotation | undefined, placeholders: Placeholders): Rotation | null {
  if (rotation === undefined) return null;
  if (rotation.manual === true) return rotation;
  return { ...rotation, lambdaArn: fill(rotation.lambdaArn, placeholders) };
}

/** In a replica's key, `{region}` is the replica's Region: that is where the key must be. */
function resolveReplicas(replicas: { readonly [region: string]: Replica }, placeholders: Placeholders) {
  const entries = Object.entries(replicas).map(([region, replica]) => {
    const kmsKeyId = replica.kmsKeyId;
    return [region, kmsKeyId === undefined ? {} : { kmsKeyId: fill(kmsKeyId, { ...placeholders, region }) }] as const;
  });
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function resolveReaders(readers: { readonly [name: string]: Reader }, placeholders: Placeholders) {
  const entries = Object.entries(readers).map(
    ([name, reader]) => [name, { ...reader, roleArn: fill(reader.roleArn, placeholders) }] as const,
  );
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Owner and Environment are derived unless declared (SPEC). */
function resolveTags(settings: Settings, placeholders: Placeholders): { readonly [key: string]: string } {
  const derived = {
    Environment: placeholders.environment,
    ...(settings.owner === undefined ? {} : { Owner: settings.owner }),
  };
  const entries = Object.entries({ ...derived, ...settings.tags }).map(
    ([key, value]) => [key, fill(value, placeholders)] as const,
  );
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Consumers that lack a required field are findings of `required.ts`; here they are left out. */
function resolveConsumers(consumers: NonNullable<Settings['kubernetes']>): ResolvedSpec['kubernetes'] {
  const whole = Object.entries(consumers).flatMap(([name, consumer]) => {
    const { namespaces, serviceAccount, ...rest } = consumer;
    return namespaces === undefined || serviceAccount === undefined
      ? []
      : [[name, { ...rest, namespaces, serviceAccount }] as const];
  });
  return Object.fromEntries(whole.sort(([a], [b]) => (a < b ? -1 : 1)));
}
