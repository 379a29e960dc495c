import type { Rule } from '../rule.ts';

/** Reported where waivers are applied, `pipelines/lint/waivers.ts`. */
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
