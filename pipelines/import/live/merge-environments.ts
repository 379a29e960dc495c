import type { EnvironmentDeclaration } from '../../../schemas/declarations.ts';
import type { Json } from '../../../schemas/json/json.ts';
import { isObject } from '../../../schemas/json/object.ts';
import { REPLACED_WHOLE } from '../../declarations/resolve/merge.ts';
import { type ImportedDeclaration, rendered } from './declare.ts';

export type InEnvironment = ImportedDeclaration & { readonly environment: EnvironmentDeclaration };
export type SecretDocument = {
  readonly name: string;
  readonly document: Json;
  /** The secrets that were merged. */
  readonly members: readonly InEnvironment[];
};

/**
 * Merges secrets of one name and type in several environments into one declaration: the first environment's settings,
 * and overrides for environments that differ. Two secrets of one name within an environment, or of different types,
 * stay separate.
 */
export function mergeEnvironments(all: readonly InEnvironment[]): readonly SecretDocument[] {
  const groups = new Map<string, InEnvironment[]>();
  for (const one of all) {
    const key = freeKey(groups, one);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups].map(([name, group]) => toDocument(name, group)).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The label, numbered if a group of that name already has the environment or is of another type. */
function freeKey(groups: ReadonlyMap<string, readonly InEnvironment[]>, one: InEnvironment): string {
  for (let number = 1; ; number += 1) {
    const key = number === 1 ? one.label : `${one.label}-${number}`;
    const group = groups.get(key) ?? [];
    if (group.every(({ environment, type }) => environment.name !== one.environment.name && type === one.type))
      return key;
  }
}

function toDocument(name: string, group: readonly InEnvironment[]): SecretDocument {
  const [first, ...others] = group;
  const base = first === undefined ? {} : settingsAs(name, first);
  const overrides = others.map((one) => [one.environment.name, patchBetween(base, settingsAs(name, one))] as const);
  const differing = overrides.filter(([, patch]) => Object.keys(patch).length > 0);
  const environments = group.map(({ environment }) => environment.name).sort();
  const spec: Json = {
    type: first?.type ?? 'opaque',
    environments,
    ...base,
    ...(differing.length === 0 ? {} : { overrides: Object.fromEntries(differing) }),
  };
  return { name, members: group, document: { apiVersion: 'keywright/v1', kind: 'Secret', metadata: { name }, spec } };
}

/** Leaves out `secretName` if the template already gives it for a declaration of this name. */
function settingsAs(name: string, { settings, environment }: InEnvironment): Settings {
  const { secretName, ...rest } = settings;
  return secretName === rendered(name, environment) ? rest : settings;
}

type Settings = { readonly [field: string]: Json };

/** The merge patch (RFC 7396) that turns `from` into `to`, as declarations are merged. */
function patchBetween(from: Settings, to: Settings): Settings {
  const patch: { [field: string]: Json } = {};
  for (const field of new Set([...Object.keys(from), ...Object.keys(to)])) {
    const [before, after] = [from[field], to[field]];
    if (JSON.stringify(before) === JSON.stringify(after)) continue;
    if (after === undefined) patch[field] = null;
    else if (REPLACED_WHOLE.has(field) || !isObject(before) || !isObject(after)) patch[field] = after;
    else patch[field] = field === 'value' ? patchKeys(before, after) : patchBetween(before, after);
  }
  return patch;
}

/** One level: each key of a value is replaced as a whole. */
function patchKeys(before: Settings, after: Settings): Settings {
  const gone = Object.keys(before).filter((key) => !(key in after));
  return { ...Object.fromEntries(gone.map((key) => [key, null])), ...after };
}
