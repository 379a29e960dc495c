import type { Rule } from '../rule.ts';

/** Reported where waivers are applied, `pipelines/lint/waivers.ts`. */
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
