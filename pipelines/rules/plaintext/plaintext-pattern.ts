import { findPatterns } from '../../masking/patterns/find-patterns.ts';
import type { Rule } from '../rule.ts';

export const plaintextPattern: Rule = {
  id: 'plaintext-pattern',
  category: 'plaintext',
  title: 'Something has the shape of a known kind of credential.',
  severity: { normal: 'error' },
  fix: 'none',
  waivable: false,
  phase: 'check',
  alsoKnownAs: ['Checkov CKV_SECRET_*', 'gitleaks', 'Trivy secret scanning'],
  sources: ['https://github.com/secretlint/secretlint', 'https://cwe.mitre.org/data/definitions/798.html'],
  checkSource: ({ text }) =>
    findPatterns(text).map(({ start, end, what }) => ({
      start,
      end,
      message: `This looks like ${what}; take it out, and replace it wherever it is used: what was pushed stays in the history.`,
    })),
};
