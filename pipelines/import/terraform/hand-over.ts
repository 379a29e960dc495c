import type { Resource } from './resources.ts';

/**
 * Instructions for Terraform, as text: forget what has moved without destroying it, and ignore the Keywright tags until
 * then. A `removed` block forgets all instances of a resource, so it only works if all of them move; single instances
 * are forgotten by command.
 * @param moved addresses of the instances that Keywright adopts
 */
export function handOver(resources: readonly Resource[], moved: ReadonlySet<string>): string {
  const instances = new Map<string, string[]>();
  for (const { address } of resources) {
    const resource = withoutKeys(address);
    instances.set(resource, [...(instances.get(resource) ?? []), address]);
  }
  const touched = [...instances].filter(([, addresses]) => addresses.some((address) => moved.has(address)));
  const whole = touched.filter(([, addresses]) => addresses.every((address) => moved.has(address)));
  const single = touched
    .filter(([, addresses]) => !addresses.every((address) => moved.has(address)))
    .flatMap(([, addresses]) => addresses.filter((address) => moved.has(address)));
  return [
    '# 1. Until Terraform has let go, its provider must leave our tags alone:',
    IGNORE_TAGS,
    ...(whole.length === 0 ? [] : ['# 2. Take these resources out of the configuration and put this in their place:']),
    ...whole.map(([resource]) => removedBlock(resource)),
    ...(single.length === 0
      ? []
      : ['# These are some instances of a resource; take them out of its for_each or count, and run:']),
    ...single.map((address) => `# terraform state rm ${quoted(address)}`),
    '',
  ].join('\n');
}

const IGNORE_TAGS = `provider "aws" {
  ignore_tags {
    key_prefixes = ["keywright:"]
  }
}
`;

function removedBlock(resource: string): string {
  return `removed {\n  from = ${resource}\n\n  lifecycle {\n    destroy = false\n  }\n}\n`;
}

/**
 * `module.a["x"].aws_secretsmanager_secret.this[0]` without the instance keys, which a removed block does not accept.
 */
function withoutKeys(address: string): string {
  return address.replace(/\[(?:"(?:[^"\\]|\\.)*"|\d+)\]/g, '');
}

/** Quoted for a POSIX shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
