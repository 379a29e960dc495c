import { NO_PROBLEMS, type Rule } from '../rule.ts';

export const nameArnSuffixHazard: Rule = {
  id: 'name-arn-suffix-hazard',
  category: 'aws',
  title: 'The name ends like the suffix that AWS adds to ARNs.',
  severity: { normal: 'warning' },
  fix: 'suggested',
  waivable: true,
  phase: 'check',
  alsoKnownAs: ['aws-cdk issue 27530'],
  sources: [
    'https://docs.aws.amazon.com/secretsmanager/latest/userguide/troubleshoot.html#ARN_secretnamehyphen',
    'https://github.com/aws/aws-cdk/issues/27530',
  ],
  checkSecret: ({ name }) => {
    if (!/-[A-Za-z0-9]{6}$/.test(name)) return NO_PROBLEMS;
    const message =
      `"${name}" ends like the random suffix of an ARN, so that a partial ARN of it finds "${name.slice(0, -7)}"; end ` +
      'it otherwise, or use the name or the full ARN everywhere.';
    return [{ pointer: '/spec/secretName', message }];
  },
};
