import { ownershipOf, ownershipTagOf, RECORD } from '../../plan/record/record.ts';
import { NO_PROBLEMS, type Rule } from '../rule.ts';

export const ownershipLost: Rule = {
  id: 'ownership-lost',
  category: 'recovery',
  title: "A declared secret carries another owner's tags.",
  severity: { normal: 'error' },
  fix: 'none',
  waivable: true,
  phase: 'plan',
  alsoFor: ['absent'],
  alsoKnownAs: [],
  sources: ['https://docs.aws.amazon.com/secretsmanager/latest/userguide/managing-secrets_tagging.html'],
  checkObserved: ({ name, spec }, { tags, deletedDate }, { environment }) => {
    if (deletedDate !== null || ownershipOf(tags, environment) !== 'other') return NO_PROBLEMS;
    const managedBy = ownershipTagOf(tags) ?? '';
    if (spec.adopt && spec.adoptFrom === managedBy) return NO_PROBLEMS;
    const owner = `${managedBy}, environment ${tags[RECORD.environment] ?? 'unknown'}`;
    const message =
      `"${name}" is recorded as owned by ${owner}, so nothing is done to it; set adopt to true with adoptFrom ` +
      `"${managedBy}", or remove one of the two declarations.`;
    return [{ pointer: '/spec/secretName', message }];
  },
};
