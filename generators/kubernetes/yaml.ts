import { stringify } from 'yaml';

/** cdk8s's own: YAML 1.1, which every tool in the chain reads alike, and no folded lines. */
const options = { keepUndefined: true, lineWidth: 0, version: '1.1' } as const;

/** YAML text ending in a newline, byte for byte as cdk8s writes it. */
export function toYaml(value: unknown): string {
  return stringify(value, options);
}
