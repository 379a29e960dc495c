import { pointerOf } from '../../../schemas/json/pointer.ts';
import { NO_PROBLEMS, type Rule } from '../rule.ts';

export const replicaFailed: Rule = {
  id: 'replica-failed',
  category: 'recovery',
  title: 'A replica could not be made or brought up to date.',
  severity: { normal: 'error' },
  fix: 'none',
  waivable: true,
  phase: 'plan',
  alsoKnownAs: [],
  sources: ['https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_ReplicationStatusType.html'],
  checkObserved: (_desired, { replicas }) => {
    const failed = replicas.filter(({ status }) => status === 'Failed');
    if (failed.length === 0) return NO_PROBLEMS;
    return failed.map(({ region, statusMessage }) => ({
      pointer: pointerOf(['spec', 'replicaRegions', region]),
      message: `The replica in ${region} failed: ${statusMessage ?? 'AWS gives no reason'}. Correct its key, then remove and add it.`,
    }));
  },
};
