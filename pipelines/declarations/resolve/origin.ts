import type { EnvironmentDeclaration, SecretDeclaration } from '../../../schemas/declarations.ts';
import type { Json } from '../../../schemas/json/json.ts';
import { isObject } from '../../../schemas/json/object.ts';
import { pointerOf, segmentsOf } from '../../../schemas/json/pointer.ts';
import type { Place } from '../../../schemas/types.ts';
import { REPLACED_WHOLE } from './merge.ts';

/** Fields that only the Secret itself has, not its layers. */
const OWN_FIELDS: ReadonlySet<string> = new Set(['type', 'environments', 'overrides']);

/**
 * The place that set a field of a resolved secret: the highest layer that has it, or the Secret's `/spec` if no layer
 * does. `pointer` is into the resolved document, `/spec/...`.
 */
export function originOf(pointer: string, secret: SecretDeclaration, environment: EnvironmentDeclaration): Place {
  const [, ...path] = segmentsOf(pointer);
  const own = { file: secret.file, document: secret.document };
  const field = path[0];
  if (field === undefined || OWN_FIELDS.has(field)) return { ...own, pointer };
  const layers = [
    { place: own, keys: ['spec', 'overrides', environment.name], settings: secret.spec.overrides?.[environment.name] },
    { place: own, keys: ['spec'], settings: secret.spec },
    {
      place: { file: environment.file, document: environment.document },
      keys: ['spec', 'defaults'],
      settings: environment.spec.defaults,
    },
  ];
  const whole = wholeDepth(field);
  let best = { place: own, keys: ['spec'], depth: 0 };
  for (const { place, keys, settings } of layers) {
    const depth = depthOf(settings ?? {}, path);
    if (Math.min(depth, whole) > Math.min(best.depth, whole)) best = { place, keys, depth };
  }
  return { ...best.place, pointer: pointerOf([...best.keys, ...path.slice(0, best.depth)]) };
}

/**
 * The depth at which layers are replaced as a whole: the highest layer with the path also sets everything below it (see
 * `mergeSettings`).
 */
function wholeDepth(field: string): number {
  if (REPLACED_WHOLE.has(field)) return 1;
  return field === 'value' ? 2 : Number.POSITIVE_INFINITY;
}

/** How many leading keys of the path the layer has. */
function depthOf(settings: { readonly [field: string]: Json | undefined }, path: readonly string[]): number {
  let value = path[0] === undefined ? undefined : settings[path[0]];
  let depth = 0;
  while (value !== undefined) {
    const key = path[++depth];
    value = key === undefined ? undefined : childOf(value, key);
  }
  return depth;
}

function childOf(value: Json, key: string): Json | undefined {
  if (Array.isArray(value)) return value[Number(key)];
  return isObject(value) ? value[key] : undefined;
}
