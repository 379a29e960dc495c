import type { Rule } from '../rule.ts';

/** Reported where waivers are applied, `pipelines/lint/waivers.ts`. */
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
