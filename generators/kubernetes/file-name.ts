import type { KubernetesObject } from './manifest.ts';

/** `<kind>-<name>.yaml`, kind in lower case. */
export function fileName({ kind, metadata }: KubernetesObject): string {
  return `${kind.toLowerCase()}-${metadata.name}.yaml`;
}
