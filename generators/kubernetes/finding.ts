import type { Finding } from '../../schemas/types.ts';
import type { Origin } from './manifest.ts';

/** A reason why nothing is generated. */
export function refusal(rule: string, origin: Origin, message: string): Finding {
  return { ...origin, rule, severity: 'error', message, fixable: false, waived: null };
}
