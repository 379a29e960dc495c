import { pointerOf } from '../../../schemas/json/pointer.ts';
import type { Problem } from '../../declarations/problem.ts';
import { NO_PROBLEMS, type Rule } from '../rule.ts';

export const tagReservedPrefix: Rule = {
  id: 'tag-reserved-prefix',
  category: 'aws',
  title: 'A tag key starts with the prefix that AWS keeps for itself, or with that of the record.',
  severity: { normal: 'error' },
  fix: 'none',
  waivable: false,
  phase: 'check',
  alsoKnownAs: [],
  sources: ['https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_Tag.html'],
  checkSecret: ({ spec: { tags } }) => {
    let problems: Problem[] | null = null;
    for (const key in tags) {
      const owner = ownerOf(key);
      if (owner === null) continue;
      problems ??= [];
      problems.push({ pointer: pointerOf(['spec', 'tags', key]), message: `${owner}; choose another key.` });
    }
    return problems ?? NO_PROBLEMS;
  },
};

function ownerOf(key: string): string | null {
  if (/^aws:/i.test(key)) return 'AWS reserves tag keys that start with "aws:", in any case';
  return key.startsWith('keywright:') ? 'Keywright records ownership in tags that start with "keywright:"' : null;
}
