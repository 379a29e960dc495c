import type { Rule } from '../rule.ts';

/** Reported by `validate`, unless a constraint names another rule, and by `resolve` for required fields. */
export const schema: Rule = {
  id: 'schema',
  category: 'declarations',
  title: 'A document does not have the shape that its kind asks for.',
  severity: { normal: 'error' },
  fix: 'none',
  waivable: false,
  phase: 'check',
  alsoKnownAs: [],
  sources: ['https://json-schema.org/draft/2020-12'],
};
