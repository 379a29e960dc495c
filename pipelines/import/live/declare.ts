import type { EnvironmentDeclaration } from '../../../schemas/declarations.ts';
import type { ImportedSecret } from '../../../schemas/imported-secret.ts';
import type { Json } from '../../../schemas/json/json.ts';
import { isObject } from '../../../schemas/json/object.ts';
import { nameTemplateOf } from '../../../schemas/name-template.ts';
import schema from '../../../schemas/resource-policy.schema.json' with { type: 'json' };
import { isForeignTag, RECORD } from '../../plan/record/record.ts';

type Settings = { readonly [field: string]: Json };

/** A secret as a declaration for one environment: its name there, its type, and its settings on top of the defaults. */
export type ImportedDeclaration = { readonly label: string; readonly type: string; readonly settings: Settings };

/** Tags that teams commonly use to name a secret's owner. */
const OWNER_TAGS = ['Owner', 'owner', 'Team', 'team'];

/** A key name that a declaration accepts (`value.schema.json`). */
const KEY_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Declares a secret as it is, so that adopting it changes nothing but tags. */
export function declareImported(secret: ImportedSecret, environment: EnvironmentDeclaration): ImportedDeclaration {
  const defaults = environment.spec.defaults ?? {};
  const label = labelOf(secret.name, environment);
  const { type, value } = contractOf(secret);
  const owner = OWNER_TAGS.map((key) => secret.tags[key]).find((name) => name !== undefined && name !== '');
  const managedBy = secret.tags[RECORD.managedBy];
  const kmsKeyId = secret.kmsKeyId === null ? null : anywhere(secret.kmsKeyId, environment);
  const settings: Settings = {
    ...(owner === undefined ? {} : { owner }),
    ...unlessDefault('description', secret.description === '' ? null : secret.description, defaults),
    secretName: secret.name,
    adopt: true,
    ...(managedBy === undefined ? {} : { adoptFrom: managedBy }),
    ...(value === null ? {} : { value }),
    ...unlessDefault('kmsKeyId', kmsKeyId, defaults),
    ...unlessDefault('rotation', rotationOf(secret, environment), defaults),
    ...replicasOf(secret, defaults),
    ...unlessDefault('resourcePolicy', policyOf(secret), defaults),
    ...tagsOf(secret, environment, owner),
  };
  return { label, type, settings };
}

/**
 * Leaves out a setting that equals its default; a setting that overrides a default with nothing is written explicitly.
 */
function unlessDefault(field: string, value: Json, defaults: Settings): Settings {
  const inherited = defaults[field] ?? null;
  return JSON.stringify(inherited) === JSON.stringify(value) ? {} : { [field]: value };
}

function contractOf({ keys }: ImportedSecret): { readonly type: string; readonly value: Json } {
  if (keys.shape === 'text') return { type: 'text', value: { text: { external: true } } };
  if (keys.shape === 'unknown' || keys.names.length === 0 || !keys.names.every((name) => KEY_NAME.test(name))) {
    return { type: 'opaque', value: null };
  }
  const value = Object.fromEntries([...keys.names].sort().map((name) => [name, { external: true }]));
  return { type: 'application', value };
}

/**
 * Replaces the environment's own account and Region in an ARN by placeholders, so that environments can share a
 * declaration.
 */
function anywhere(arn: string, { spec: { aws } }: EnvironmentDeclaration): string {
  return arn.replace(`:${aws.region}:${aws.accountId}:`, ':{region}:{accountId}:');
}

function rotationOf({ rotation }: ImportedSecret, environment: EnvironmentDeclaration): Json {
  if (rotation === null) return null;
  const { lambdaArn, schedule, automaticallyAfterDays, duration } = rotation;
  return {
    lambdaArn: anywhere(lambdaArn, environment),
    ...(schedule === null ? { automaticallyAfterDays } : { schedule }),
    ...(duration === null ? {} : { duration }),
    rotateImmediately: false,
  };
}

/** By Region, so that a default replica that does not exist is removed by name. */
function replicasOf({ replicas }: ImportedSecret, defaults: Settings): Settings {
  const inherited = isObject(defaults.replicaRegions) ? defaults.replicaRegions : {};
  const present = Object.entries(replicas).map(
    ([region, kmsKeyId]) => [region, kmsKeyId === null ? {} : { kmsKeyId }] as const,
  );
  const own = present.filter(([region, replica]) => JSON.stringify(inherited[region]) !== JSON.stringify(replica));
  const gone = Object.keys(inherited).filter((region) => !(region in replicas));
  const patch = Object.fromEntries([...own, ...gone.map((region) => [region, null] as const)]);
  return Object.keys(patch).length === 0 ? {} : { replicaRegions: patch };
}

/**
 * Statements without a Sid can't be declared. They stay in AWS as they are, because only declared statements are
 * managed.
 */
function policyOf({ policy }: ImportedSecret): Json {
  const written = policy?.Statement;
  const statements = (Array.isArray(written) ? written : [written]).filter(isObject).flatMap(declaredStatement);
  return statements.length === 0 ? null : { Statement: statements };
}

function tagsOf({ tags }: ImportedSecret, { name, spec }: EnvironmentDeclaration, owner: string | undefined): Settings {
  const defaults = isObject(spec.defaults?.tags) ? spec.defaults.tags : {};
  const derived: { readonly [key: string]: Json } = {
    ...defaults,
    Environment: name,
    ...(owner === undefined ? {} : { Owner: owner }),
  };
  const own = Object.entries(tags).filter(([key, value]) => !isForeignTag(key) && derived[key] !== value);
  return own.length === 0 ? {} : { tags: Object.fromEntries(own.sort(([a], [b]) => (a < b ? -1 : 1))) };
}

/** The part of the name that matches `{name}` in the environment's template, or else all of it, as a DNS-1123 label. */
function labelOf(name: string, environment: EnvironmentDeclaration): string {
  const [before = '', after = ''] = rendered('\0', environment).split('\0');
  const isTemplated = name.startsWith(before) && name.endsWith(after) && name.length > before.length + after.length;
  const part = isTemplated ? name.slice(before.length, name.length - after.length) : name;
  const label = part
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, MAX_LABEL_LENGTH)
    .replace(/-+$/, '');
  return label === '' ? 'secret' : label;
}

/** RFC 1123. */
const MAX_LABEL_LENGTH = 63;

/** The name in AWS that the environment's template gives. */
export function rendered(label: string, environment: EnvironmentDeclaration): string {
  return nameTemplateOf(environment).replaceAll('{name}', label);
}

type Statement = { readonly [field: string]: Json };

/** The fields that a declared statement can have. */
const FIELDS = new Set(Object.keys(schema.$defs.statement.properties));

/** The statement in its declared form, or nothing if it has no usable Sid or an unknown shape. */
function declaredStatement(statement: Statement): readonly Statement[] {
  const { Sid } = statement;
  const isKnown = Object.keys(statement).every((field) => FIELDS.has(field));
  // Statements for readers are generated from `readers`; importing one as a statement would declare it twice.
  const isOurs = typeof Sid === 'string' && /^[A-Za-z0-9]+$/.test(Sid) && !Sid.startsWith('KeywrightReader');
  return isKnown && isOurs ? [statement] : [];
}
