import { NO_PROBLEMS, type Rule } from '../rule.ts';

export const nameConvention: Rule = {
  id: 'name-convention',
  category: 'access',
  title: "The name in AWS does not follow the Policy's pattern.",
  severity: { normal: 'warning' },
  fix: 'none',
  waivable: true,
  phase: 'check',
  alsoKnownAs: [],
  sources: ['https://docs.aws.amazon.com/secretsmanager/latest/userguide/best-practices.html'],
  checkSecret: ({ name }, { policy: { namePattern } }) =>
    namePattern === null || namePattern.test(name)
      ? NO_PROBLEMS
      : [
          {
            pointer: '/spec/secretName',
            message: `Its name in AWS, "${name}", does not match ${namePattern.source.replaceAll('\\/', '/')}; rename it or set secretName.`,
          },
        ],
};
