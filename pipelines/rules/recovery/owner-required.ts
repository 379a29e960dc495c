import type { Problem } from '../../declarations/problem.ts';
import { NO_PROBLEMS, type Rule } from '../rule.ts';

export const ownerRequired: Rule = {
  id: 'owner-required',
  category: 'recovery',
  title: 'The secret has no owner or no description.',
  severity: { normal: 'error' },
  fix: 'none',
  waivable: true,
  phase: 'check',
  alsoKnownAs: [],
  sources: ['https://docs.aws.amazon.com/secretsmanager/latest/userguide/best-practices.html'],
  checkSecret: ({ spec: { owner, description } }) => {
    if (isStated(owner) && isStated(description)) return NO_PROBLEMS;
    const problems: Problem[] = [];
    if (!isStated(owner)) problems.push({ pointer: '/spec/owner', message: OWNER_MESSAGE });
    if (!isStated(description)) problems.push({ pointer: '/spec/description', message: DESCRIPTION_MESSAGE });
    return problems;
  },
};

const OWNER_MESSAGE = 'Nobody is named who answers for this secret; set owner to a team.';
const DESCRIPTION_MESSAGE = 'Nothing says what this secret is for; set description to a sentence.';

function isStated(text: string | null): boolean {
  return text !== null && text.trim() !== '';
}
