import type {
  Consumer,
  EnvironmentDeclaration,
  Reader,
  Replica,
  Rotation,
  SecretDeclaration,
  Settings,
  SettingsPatch,
} from '../../../schemas/declarations.ts';
import { setKey } from '../../../schemas/json/object.ts';
import { DEFAULT_NAME_TEMPLATE } from '../../../schemas/name-template.ts';
import { findSecretType } from '../../../schemas/secret-types/list.ts';
import type { DesiredSecret, ResolvedSpec } from '../../../schemas/types.ts';
import { fill, fillDeep, type Placeholders } from './fill.ts';
import { mergeSettings } from './merge.ts';
import { resolveValue } from './values.ts';

/** AWS's own default for DeleteSecret (API reference, RecoveryWindowInDays). */
const DEFAULT_RECOVERY_WINDOW_IN_DAYS = 30;

/** One Secret as resolved for one environment, with placeholders filled and defaults made explicit. */
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

/** The lowest layer, shared by every Secret in an environment. */
export function baseSettings({ spec }: EnvironmentDeclaration): SettingsPatch {
  return mergeSettings({}, spec.defaults);
}

/**
 * One Secret's layers merged for one environment: defaults <- spec <- overrides. `spec` also has fields that aren't
 * settings (`type`, `environments`, `overrides`); nothing reads them from the result.
 */
export function mergedSettings({ spec }: SecretDeclaration, environment: string, base: SettingsPatch): Settings {
  // Each layer was validated against settings.schema.json, and merging adds no new fields.
  return mergeSettings(mergeSettings(base, spec as SettingsPatch), spec.overrides?.[environment]) as Settings;
}

function placeholdersOf(secret: SecretDeclaration, environment: EnvironmentDeclaration): Placeholders {
  const { accountId, region } = environment.spec.aws;
  return { environment: environment.name, accountId, region, name: secret.name };
}

/**
 * Fills in the defaults for fields that no layer sets. Lists the fields one by one instead of spreading over
 * defaults, so that all results share one hidden class and take a third of the memory.
 */
function resolveSpec(type: string, settings: Settings, placeholders: Placeholders): ResolvedSpec {
  const {
    owner = null,
    description = null,
    criticality = 'normal',
    state = 'present',
    manage = true,
    adopt = false,
    adoptFrom = null,
    publicKeys = [],
    recoveryWindowInDays = DEFAULT_RECOVERY_WINDOW_IN_DAYS,
    blockPublicPolicy = null,
  } = settings;
  return {
    type,
    owner,
    description,
    criticality,
    state,
    manage,
    adopt,
    adoptFrom,
    value: resolveValue(settings.value ?? {}, findSecretType(type), publicKeys, placeholders),
    publicKeys,
    kmsKeyId: settings.kmsKeyId === undefined ? null : fill(settings.kmsKeyId, placeholders),
    recoveryWindowInDays,
    rotation: resolveRotation(settings.rotation, placeholders),
    replicaRegions: resolveReplicas(settings.replicaRegions ?? {}, placeholders),
    readers: resolveReaders(settings.readers ?? {}, placeholders),
    resourcePolicy: settings.resourcePolicy === undefined ? null : fillDeep(settings.resourcePolicy, placeholders),
    blockPublicPolicy,
    tags: resolveTags(settings, placeholders),
    kubernetes: resolveConsumers(settings.kubernetes ?? {}),
  };
}

function resolveRotation(rotation: Rotation | undefined, placeholders: Placeholders): Rotation | null {
  if (rotation === undefined) return null;
  if (rotation.manual === true) return rotation;
  return { ...rotation, lambdaArn: fill(rotation.lambdaArn, placeholders) };
}

/** In a replica's KMS key, `{region}` is the replica's Region, because the key must be there. */
function resolveReplicas(replicas: { readonly [region: string]: Replica }, placeholders: Placeholders) {
  return mapSorted(replicas, ({ kmsKeyId }, region) =>
    kmsKeyId === undefined ? {} : { kmsKeyId: fill(kmsKeyId, { ...placeholders, region }) },
  );
}

/** Omits readers that lack a required field; `required.ts` reports them. */
function resolveReaders(readers: { readonly [name: string]: Partial<Reader> }, placeholders: Placeholders) {
  return mapSorted(readers, ({ roleArn, grant }): Reader | undefined =>
    roleArn === undefined || grant === undefined ? undefined : { grant, roleArn: fill(roleArn, placeholders) },
  );
}

/** The tags Owner and Environment are derived unless declared. */
function resolveTags({ owner, tags }: Settings, placeholders: Placeholders): { readonly [key: string]: string } {
  const all = { Environment: placeholders.environment, Owner: owner, ...tags };
  return mapSorted(all, (value) => fill(value, placeholders));
}

/** Omits consumers that lack a required field; `required.ts` reports them. */
function resolveConsumers(consumers: NonNullable<Settings['kubernetes']>): ResolvedSpec['kubernetes'] {
  return mapSorted(consumers, (consumer) => (isWhole(consumer) ? consumer : undefined));
}

function isWhole(consumer: Partial<Consumer>): consumer is Consumer {
  return consumer.namespaces !== undefined && consumer.serviceAccount !== undefined;
}

/**
 * A copy with each value transformed, sorted by the keys' UTF-16 code units. Omits values that are undefined before or
 * after.
 */
function mapSorted<From, To>(
  object: { readonly [key: string]: From | undefined },
  transform: (value: From, key: string) => To | undefined,
): { readonly [key: string]: To } {
  const mapped: { [key: string]: To } = {};
  for (const key of Object.keys(object).sort()) {
    const before = object[key];
    const after = before === undefined ? undefined : transform(before, key);
    if (after !== undefined) setKey(mapped, key, after);
  }
  return mapped;
}
