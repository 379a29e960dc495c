import type { Rule } from '../rule.ts';

/** Reported where waivers are applied, `pipelines/lint/waivers.ts`. */
export const waiverExpired: Rule = {
  id: 'waiver-expired',
  category: 'waivers',
  title: 'A waiver is past its last day.',
  severity: { normal: 'error' },
  fix: 'none',
  waivable: false,
  phase: 'check',
  alsoKnownAs: [],
  sources: [],
};
