import type { Rule } from '../rule.ts';

/** Reported by `pipelines/lint/judge-waivers.ts`. */
export const waiverUnused: Rule = {
  id: 'waiver-unused',
  category: 'waivers',
  title: 'A waiver covers nothing.',
  severity: { normal: 'error' },
  fix: 'none',
  waivable: false,
  phase: 'check',
  alsoKnownAs: [],
  sources: [],
};
