import type { Rule } from '../rule.ts';

/** Reported by `parse`. */
export const yamlSyntax: Rule = {
  id: 'yaml-syntax',
  category: 'declarations',
  title: 'A document is not YAML that can be read.',
  severity: { normal: 'error' },
  fix: 'none',
  waivable: false,
  phase: 'check',
  alsoKnownAs: [],
  sources: ['https://yaml.org/spec/1.2.2/'],
};
