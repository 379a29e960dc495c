import type { Rule } from '../rule.ts';

/** Reported by `resolve`. */
export const duplicateDeclaration: Rule = {
  id: 'duplicate-declaration',
  category: 'declarations',
  title: 'Two declarations are for one and the same thing.',
  severity: { normal: 'error' },
  fix: 'none',
  waivable: false,
  phase: 'check',
  alsoKnownAs: [],
  sources: [],
};
