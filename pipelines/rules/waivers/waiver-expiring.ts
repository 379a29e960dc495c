import type { Rule } from '../rule.ts';

/** Reported by `pipelines/lint/judge-waivers.ts`. */
export const waiverExpiring: Rule = {
  id: 'waiver-expiring',
  category: 'waivers',
  title: 'A waiver ends within 14 days.',
  severity: { normal: 'warning' },
  fix: 'none',
  waivable: false,
  phase: 'check',
  alsoKnownAs: [],
  sources: [],
};
