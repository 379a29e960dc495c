import type { Rule } from '../rule.ts';

/** Reported by `pipelines/lint/judge-waivers.ts`. */
export const waiverInvalid: Rule = {
  id: 'waiver-invalid',
  category: 'waivers',
  title: 'A waiver is malformed, lasts too long, or is for a rule that can not be waived.',
  severity: { normal: 'error' },
  fix: 'none',
  waivable: false,
  phase: 'check',
  alsoKnownAs: [],
  sources: [],
};
