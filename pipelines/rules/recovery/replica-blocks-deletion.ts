import { NO_PROBLEMS, type Rule } from '../rule.ts';

export const replicaBlocksDeletion: Rule = {
  id: 'replica-blocks-deletion',
  category: 'recovery',
  title: 'A secret that is to be deleted has replicas, which go first and can not be restored.',
  severity: { normal: 'warning' },
  fix: 'none',
  waivable: true,
  phase: 'plan',
  alsoFor: ['absent'],
  alsoKnownAs: [],
  sources: ['https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_RemoveRegionsFromReplication.html'],
  checkObserved: ({ spec }, { replicas, deletedDate }) => {
    if (spec.state !== 'absent' || deletedDate !== null || replicas.length === 0) return NO_PROBLEMS;
    const regions = replicas.map(({ region }) => region).join(', ');
    const message =
      `Its replicas in ${regions} are removed first, at once and for good; the recovery window brings back the primary ` +
      'alone. See that nothing reads them any more.';
    return [{ pointer: '/spec/state', message }];
  },
};
