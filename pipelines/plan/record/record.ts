import type { EnvironmentDeclaration } from '../../../schemas/declarations.ts';
import { segmentsOf } from '../../../schemas/json/pointer.ts';
import type { ObservedSecret } from '../../../schemas/plan.ts';
import type { DesiredSecret } from '../../../schemas/types.ts';
import { sha256 } from '../stored/digest.ts';
import { raisedGenerations } from './contract.ts';

/** The tags in which Keywright keeps facts that AWS does not return. There is no other state. */
export const RECORD = {
  managedBy: 'keywright:managed-by',
  environment: 'keywright:environment',
  declaration: 'keywright:declaration',
  value: 'keywright:value',
  generations: 'keywright:generations',
  tags: 'keywright:tags',
  policy: 'keywright:policy',
  replicas: 'keywright:replicas',
} as const;

const RECORD_PREFIX = 'keywright:';
const AWAITING_PREFIX = 'awaiting:';
/** AWS's limit for a tag's value, in characters (API reference, Tag). */
const MAX_TAG_VALUE_LENGTH = 256;
/** 30 bits: with 40 keys, the chance that two collide is one in a million. */
const HASH_LENGTH = 5;

export type KeyGeneration = { readonly key: string; readonly generation: number };

type Tags = { readonly [key: string]: string };

export function isRecordTag(key: string): boolean {
  return key.startsWith(RECORD_PREFIX);
}

/** A tag that a declaration can't set: AWS reserves its own prefix, and Keywright writes the record tags itself. */
export function isForeignTag(key: string): boolean {
  return key.toLowerCase().startsWith('aws:') || isRecordTag(key);
}

/** Whether a changed path (JSON Pointer) belongs to the record. */
export function isRecordPath(path: string): boolean {
  const [field, key] = segmentsOf(path);
  return field === 'tags' && key !== undefined && isRecordTag(key);
}

/**
 * Whose secret it is. `ours`: managed by this manager for this environment; `other`: by another manager or for another
 * environment.
 */
export function ownershipOf(tags: Tags, environment: EnvironmentDeclaration): 'ours' | 'other' | 'nobody' {
  const managedBy = ownershipTagOf(tags);
  if (managedBy === undefined) return 'nobody';
  const isOurs = managedBy === environment.spec.managedBy && tags[RECORD.environment] === environment.name;
  return isOurs ? 'ours' : 'other';
}

/** The manager that a secret's tags name; undefined: none. */
export function ownershipTagOf(tags: Tags): string | undefined {
  return tags[RECORD.managedBy];
}

/** The tags for the manager, the environment and the declaration of a secret. */
export function ownerTags(desired: DesiredSecret, environment: EnvironmentDeclaration): Tags {
  return {
    [RECORD.managedBy]: environment.spec.managedBy,
    [RECORD.environment]: environment.name,
    [RECORD.declaration]: desired.secret,
  };
}

/** The tag keys that Keywright set, so that those no longer declared can be told from unmanaged ones. */
export function tagsRecord(desired: DesiredSecret): Tags {
  return recordOf(RECORD.tags, formatHashes(Object.keys(desired.spec.tags)));
}

export function declaredGenerations(desired: DesiredSecret): Tags {
  return generationsRecord(raisedGenerations(desired.spec.value));
}

/** The first generation is not recorded. */
export function generationsRecord(generations: readonly KeyGeneration[]): Tags {
  const raised = generations.filter(({ generation }) => generation > 1);
  const entries = raised.map(({ key, generation }) => `${shortHash(key)}=${generation}`);
  return recordOf(RECORD.generations, entries.sort().join(' '));
}

export function recordedGeneration(tags: Tags, key: string): number {
  const record = tags[RECORD.generations];
  if (record === undefined) return 1;
  const prefix = `${shortHash(key)}=`;
  const entry = record.split(' ').find((candidate) => candidate.startsWith(prefix));
  return entry === undefined ? 1 : Number(entry.slice(prefix.length));
}

export function replicasRecord(regions: readonly string[]): Tags {
  return recordOf(RECORD.replicas, [...regions].sort().join(' '));
}

export function recordedReplicas(tags: Tags): readonly string[] {
  return (tags[RECORD.replicas] ?? '').split(' ').filter((region) => region !== '');
}

export function policyRecord(sids: readonly string[]): Tags {
  return recordOf(RECORD.policy, formatHashes(sids));
}

/** The recorded state of a value: the value spec that it was written to, or the one that awaits keys. */
export type ValueRecord = { readonly digest: string; readonly isAwaiting: boolean };

export function recordedValue(observed: ObservedSecret): ValueRecord | null {
  const text = observed.tags[RECORD.value];
  if (text === undefined) return null;
  const isAwaiting = text.startsWith(AWAITING_PREFIX);
  return { digest: isAwaiting ? text.slice(AWAITING_PREFIX.length) : text, isAwaiting };
}

export function valueRecord({ digest, isAwaiting }: ValueRecord): Tags {
  return { [RECORD.value]: isAwaiting ? `${AWAITING_PREFIX}${digest}` : digest };
}

/** True if the hash of `name` is among those in a record tag. */
export function isRecorded(record: string | undefined, name: string): boolean {
  const hash = shortHash(name);
  return (record ?? '').split(' ').some((entry) => entry !== '' && hash.startsWith(entry));
}

/** An empty record has no tag. */
function recordOf(key: string, text: string): Tags {
  return text === '' ? {} : { [key]: text };
}

/** Short hashes, sorted. If they don't fit in one tag, each is shortened, and beyond that some are left out. */
function formatHashes(names: readonly string[]): string {
  const fitting = Math.floor((MAX_TAG_VALUE_LENGTH + 1) / Math.max(1, names.length)) - 1;
  const length = Math.max(2, Math.min(HASH_LENGTH, fitting));
  const capacity = Math.floor((MAX_TAG_VALUE_LENGTH + 1) / (length + 1));
  const hashes = names.map((name) => shortHash(name).slice(0, length)).sort();
  return hashes.slice(0, capacity).join(' ');
}

/** A configuration has few tag keys, and looks up the hash of each with every secret. */
const shortHashes = new Map<string, string>();

function shortHash(name: string): string {
  const known = shortHashes.get(name);
  if (known !== undefined) return known;
  const hash = sha256(name, 'base64url').slice(0, HASH_LENGTH);
  shortHashes.set(name, hash);
  return hash;
}
