import { ownershipOf } from '../../plan/record/record.ts';
import { NO_PROBLEMS, type Rule } from '../rule.ts';

export const namePendingDeletion: Rule = {
  id: 'name-pending-deletion',
  category: 'recovery',
  title: 'The name belongs to a secret of someone else that is scheduled for deletion.',
  severity: { normal: 'error' },
  fix: 'none',
  waivable: true,
  phase: 'plan',
  alsoKnownAs: [],
  sources: ['https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html'],
  checkObserved: ({ name, spec }, { deletedDate, tags }, { environment }) => {
    if (deletedDate === null || spec.adopt || ownershipOf(tags, environment) === 'ours') return NO_PROBLEMS;
    const message =
      `"${name}" is taken until its deletion, scheduled for ${deletedDate.slice(0, 10)}, is done; set adopt to true to ` +
      'restore and take it over, or choose another secretName.';
    return [{ pointer: '/spec/secretName', message }];
  },
};
