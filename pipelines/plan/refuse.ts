import type { SecretComparison, SecretRefusal } from './draft.ts';
import { ownershipOf, RECORD } from './record/record.ts';

/** Why an existing secret must not be changed, or null if it can be (ARCHITECTURE, invariant 6). */
export function refuseSecret({ desired, observed, environment }: SecretComparison): SecretRefusal | null {
  const { name } = desired;
  if (observed.primaryRegion !== null && observed.primaryRegion !== observed.region) {
    const message = `"${name}" is the replica of a secret in ${observed.primaryRegion}; choose another name or declare it there.`;
    return { reason: 'collision', message };
  }
  if (observed.owningService !== null) {
    const message = `"${name}" is owned by the AWS service ${observed.owningService}; declare it with "manage: false".`;
    return { reason: 'service-owned', message };
  }
  const ownership = ownershipOf(observed.tags, environment);
  if (ownership === 'ours') return null;
  if (desired.spec.state === 'absent')
    return { reason: 'foreign', message: `${foreignOf(name, observed.tags)} It is not ours to delete.` };
  if (desired.spec.adopt && mayTakeOver(desired.spec.adoptFrom, observed.tags)) return null;
  return {
    reason: 'foreign',
    message: `${foreignOf(name, observed.tags)} ${remedyOf(desired.spec.adopt, observed.tags)}`,
  };
}

type Tags = { readonly [key: string]: string };

/** A secret without a manager can be adopted; one with another manager only if the declaration names that manager. */
function mayTakeOver(adoptFrom: string | null, tags: Tags): boolean {
  const owner = tags[RECORD.managedBy];
  return owner === undefined || owner === adoptFrom;
}

function foreignOf(name: string, tags: Tags): string {
  const owner = tags[RECORD.managedBy];
  if (owner === undefined) return `"${name}" exists already and Keywright does not manage it.`;
  return `"${name}" is managed by ${owner} for its environment "${tags[RECORD.environment] ?? ''}".`;
}

function remedyOf(isAdopted: boolean, tags: Tags): string {
  const owner = tags[RECORD.managedBy];
  if (owner === undefined) return 'To take it over as it is, declare "adopt: true".';
  const wanted = isAdopted ? `"adoptFrom: ${owner}"` : `"adopt: true" and "adoptFrom: ${owner}"`;
  return `To take it over, agree with that owner and declare ${wanted}.`;
}
