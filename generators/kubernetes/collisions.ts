import type { Finding } from '../../schemas/types.ts';
import { type Manifest, refusal } from './manifest.ts';

/**
 * Objects, and Secrets that they write, that would overwrite each other in the cluster. cdk8s and the API server
 * accept both silently, and the last one applied wins.
 */
export function findCollisions(manifests: readonly Manifest[]): readonly Finding[] {
  const claimants = new Map<string, Manifest>();
  const findings: Finding[] = [];
  for (const manifest of manifests) {
    for (const claim of claimsOf(manifest)) {
      const key = `${manifest.cluster} ${claim}`;
      const first = claimants.get(key);
      if (first === undefined) claimants.set(key, manifest);
      else findings.push(collision(claim, first, manifest));
    }
  }
  return findings;
}

function collision(claim: string, first: Manifest, second: Manifest): Finding {
  return refusal(
    'duplicate-declaration',
    second.origin,
    `${claim} in cluster ${second.cluster} is already made from ${first.owner.declaration} in ${first.environment} (${first.origin.file}${first.origin.pointer}): give one of them another name.`,
  );
}

function claimsOf({ object, secretsWritten }: Manifest): readonly string[] {
  const { kind, metadata } = object;
  const where = metadata.namespace === undefined ? '' : `${metadata.namespace}/`;
  return [`${kind} ${where}${metadata.name}`, ...secretsWritten.map((name) => `Secret ${where}${name}`)];
}
