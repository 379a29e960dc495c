import type { Waiver } from '../../schemas/declarations.ts';
import type { Estate, Finding, Place } from '../../schemas/types.ts';

export type RegisteredWaiver = { readonly waiver: Waiver; readonly place: Place };

/** Every waiver of the configuration, with the place of its entry. */
export function registeredWaivers(estate: Estate): readonly RegisteredWaiver[] {
  return estate.waivers.flatMap(({ file, document, spec }) =>
    spec.waivers.map((waiver, index) => ({ waiver, place: { file, document, pointer: `/spec/waivers/${index}` } })),
  );
}

/**
 * Whether a waiver covers a finding. A waiver without `secret` covers only findings outside Secrets, and one without
 * `environments` covers all environments. A pointer can name the place in the resolved secret or the layer that set it.
 */
export function matches(waiver: Waiver, finding: Finding, subjectPointer: string): boolean {
  if (waiver.rule !== finding.rule || (waiver.secret ?? null) !== finding.secret) return false;
  if (waiver.environments !== undefined && !includes(waiver.environments, finding.environment)) return false;
  const { pointer } = waiver;
  return pointer === undefined || isAtOrBelow(finding.pointer, pointer) || isAtOrBelow(subjectPointer, pointer);
}

function includes(environments: readonly string[], environment: string | null): boolean {
  return environment !== null && environments.includes(environment);
}

function isAtOrBelow(pointer: string, above: string): boolean {
  return pointer === above || pointer.startsWith(`${above}/`);
}
