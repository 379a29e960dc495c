import { pointerOf } from '../../../schemas/json/pointer.ts';
import type { Problem } from '../../declarations/problem.ts';
import { NO_PROBLEMS, type Rule } from '../rule.ts';

export const tagKeyDuplicate: Rule = {
  id: 'tag-key-duplicate',
  category: 'aws',
  title: 'Two tag keys differ in nothing but upper and lower case.',
  severity: { normal: 'warning' },
  fix: 'none',
  waivable: false,
  phase: 'check',
  alsoKnownAs: [],
  sources: ['https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html'],
  checkSecret: ({ spec: { tags } }) => {
    const keys = Object.keys(tags);
    if (new Set(keys.map((key) => key.toLowerCase())).size === keys.length) return NO_PROBLEMS;
    const first = new Map<string, string>();
    const problems: Problem[] = [];
    for (const key of keys) {
      const other = first.get(key.toLowerCase());
      if (other === undefined) first.set(key.toLowerCase(), key);
      else problems.push({ pointer: pointerOf(['spec', 'tags', key]), message: messageFor(key, other) });
    }
    return problems;
  },
};

function messageFor(key: string, other: string): string {
  return `AWS keeps "${key}" and "${other}" as two tags, and queries for one miss the other; keep one spelling.`;
}
