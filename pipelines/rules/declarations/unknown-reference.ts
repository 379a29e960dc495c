import type { Rule } from '../rule.ts';

/** Reported by `resolve`, and by `lint` for rule IDs. */
export const unknownReference: Rule = {
  id: 'unknown-reference',
  category: 'declarations',
  title: 'A name refers to nothing that is declared.',
  severity: { normal: 'error' },
  fix: 'none',
  waivable: false,
  phase: 'check',
  alsoKnownAs: [],
  sources: [],
};
