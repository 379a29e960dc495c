import type { Json } from '../../../schemas/json/json.ts';
import { isObject } from '../../../schemas/json/object.ts';

type Fields = { readonly [field: string]: Json };

/** One resource instance of a Terraform state, as `terraform show -json` prints it (format_version 1). */
export type Resource = {
  /** With module path and instance key, `module.a.aws_secretsmanager_secret.this["x"]`. */
  readonly address: string;
  readonly type: string;
  readonly values: Fields;
};

/** The managed resources of a state, including child modules; null if the text is not a state. */
export function readResources(text: string): readonly Resource[] | null {
  const state = parse(text);
  const values = isObject(state) ? state.values : undefined;
  const root = isObject(values) ? values.root_module : undefined;
  return isObject(root) ? resourcesIn(root) : null;
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function resourcesIn(module: Fields): readonly Resource[] {
  const own = blocksAt(module, 'resources').flatMap(toResource);
  return [...own, ...blocksAt(module, 'child_modules').flatMap(resourcesIn)];
}

function toResource({ mode, address, type, values }: Fields): readonly Resource[] {
  const isManaged = mode === undefined || mode === 'managed';
  if (!isManaged || typeof address !== 'string' || typeof type !== 'string' || !isObject(values)) return [];
  return [{ address, type, values }];
}

/** The objects of a list; Terraform's blocks are lists as well. */
export function blocksAt(fields: Fields, name: string): readonly Fields[] {
  const list = fields[name];
  return (Array.isArray(list) ? list : []).filter(isObject);
}

export function textAt(fields: Fields, name: string): string | null {
  const text = fields[name];
  return typeof text === 'string' && text !== '' ? text : null;
}
