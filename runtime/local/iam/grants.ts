import type { Caller } from '../identity.ts';
import { type PolicyDocument, parsePolicyValue } from './document.ts';

export type Grants = {
  /** A caller's policies; undefined for an unrestricted caller. */
  readonly policiesFor: (caller: Caller) => readonly PolicyDocument[] | undefined;
};

/**
 * Identity policies by access key id, by role name or by ARN; `*` is for all other callers, who can do nothing without
 * it. Without any grants, every caller can do everything. Throws PolicyError for a document that is not an identity
 * policy.
 */
export function createGrants(policies: Readonly<Record<string, unknown>> | undefined): Grants {
  if (policies === undefined) return { policiesFor: () => undefined };
  const grants = new Map(Object.entries(policies).map(([name, given]) => [name, parseAll(given)]));
  return {
    policiesFor(caller) {
      for (const name of [caller.accessKeyId, ...caller.arns, nameOf(caller.arns[0] ?? '')]) {
        const found = grants.get(name);
        if (found !== undefined) return found;
      }
      return caller.unrestricted ? undefined : (grants.get('*') ?? []);
    },
  };
}

const parseAll = (given: unknown) =>
  (Array.isArray(given) ? given : [given]).map((document: unknown) => parsePolicyValue(document, 'identity'));
const nameOf = (arn: string) => arn.slice(arn.lastIndexOf('/') + 1);
