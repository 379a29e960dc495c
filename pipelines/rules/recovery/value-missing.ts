import { MISSING_VALUE_DAYS } from '../limits.ts';
import { ageInDays } from '../observed-age.ts';
import { NO_PROBLEMS, type Rule } from '../rule.ts';

export const valueMissing: Rule = {
  id: 'value-missing',
  category: 'recovery',
  title: "A declared secret has had no value for a week, or someone else's does not exist.",
  severity: { normal: 'warning' },
  fix: 'none',
  waivable: true,
  phase: 'plan',
  alsoFor: ['unmanaged'],
  alsoKnownAs: [],
  sources: ['https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html'],
  checkObserved: ({ secret, environment, spec }, { versionStages, createdDate, deletedDate }, { now }) => {
    if (!spec.manage) return NO_PROBLEMS;
    if (deletedDate !== null || createdDate === null || Object.keys(versionStages).length > 0) return NO_PROBLEMS;
    const age = ageInDays(createdDate, now);
    if (age < MISSING_VALUE_DAYS) return NO_PROBLEMS;
    const message =
      `It was created ${age} days ago and has no value, so everything that reads it fails; write one with ` +
      `"keywright put ${secret} --env ${environment}".`;
    return [{ pointer: '/spec/value', message }];
  },
  checkMissing: ({ name, environment, spec }) => {
    if (spec.manage) return NO_PROBLEMS;
    const message =
      `"${name}" does not exist in ${environment}, so everything that reads it fails; have its owner create it, ` +
      'correct secretName, or remove the declaration.';
    return [{ pointer: '/spec/manage', message, severity: 'error' }];
  },
};
