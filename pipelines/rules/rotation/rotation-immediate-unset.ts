import { NO_PROBLEMS, type Rule } from '../rule.ts';

export const rotationImmediateUnset: Rule = {
  id: 'rotation-immediate-unset',
  category: 'rotation',
  title: 'It is not stated whether turning rotation on rotates the secret at once.',
  severity: { normal: 'warning' },
  fix: 'suggested',
  waivable: true,
  phase: 'check',
  alsoKnownAs: [],
  sources: ['https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_RotateSecret.html'],
  checkSecret: ({ spec: { rotation } }) => {
    if (rotation === null || rotation.manual === true || rotation.rotateImmediately !== undefined) return NO_PROBLEMS;
    const message =
      'Unless told otherwise, AWS replaces the live credential as soon as rotation is applied; set rotateImmediately ' +
      'to false to wait for the schedule, or to true to say that this is meant.';
    return [{ pointer: '/spec/rotation', message }];
  },
};
