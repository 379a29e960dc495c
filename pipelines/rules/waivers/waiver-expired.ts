import type { Rule } from '../rule.ts';

/** Reported by `pipelines/lint/judge-waivers.ts`. */
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
