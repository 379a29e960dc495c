import { readSchedule } from '../../../schemas/aws/schedule/schedule.ts';
import type { FunctionRotation } from '../../../schemas/declarations.ts';
import { NO_PROBLEMS, type Rule } from '../rule.ts';

export const rotationWindowOverflow: Rule = {
  id: 'rotation-window-overflow',
  category: 'rotation',
  title: 'The rotation window is malformed, runs into the next one, or runs past midnight UTC.',
  severity: { normal: 'error' },
  fix: 'none',
  waivable: true,
  phase: 'check',
  alsoKnownAs: [],
  sources: ['https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_RotationRulesType.html'],
  checkSecret: ({ spec: { rotation } }) => {
    if (rotation === null || rotation.manual === true || rotation.duration === undefined) return NO_PROBLEMS;
    const message = faultOf(rotation, rotation.duration);
    return message === null ? NO_PROBLEMS : [{ pointer: '/spec/rotation/duration', message }];
  },
};

function faultOf({ schedule }: FunctionRotation, duration: string): string | null {
  const hours = /^[1-9][0-9]?h$/.test(duration) ? Number(duration.slice(0, -1)) : null;
  if (hours === null) return 'Write the duration in whole hours, such as 3h.';
  // With automaticallyAfterDays, as with a rate in days, the window opens at midnight.
  const { startHour, gapHours } = windowOf(schedule);
  if (hours > gapHours)
    return `The next window opens after ${gapHours} hours; shorten duration to ${gapHours}h or less.`;
  if (startHour + hours <= 24) return null;
  const most = 24 - startHour;
  return `The window opens at ${startHour}:00 UTC and must close by midnight; shorten duration to ${most}h or less.`;
}

function windowOf(schedule: string | undefined): { readonly startHour: number; readonly gapHours: number } {
  const reading = schedule === undefined ? null : readSchedule(schedule);
  if (reading === null || 'problem' in reading) return { startHour: 0, gapHours: Number.POSITIVE_INFINITY };
  return { startHour: reading.schedule.lastStartHour, gapHours: reading.schedule.smallestGapInHours };
}
