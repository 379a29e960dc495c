import { NO_PROBLEMS, type Rule } from '../rule.ts';

export const nameCharset: Rule = {
  id: 'name-charset',
  category: 'aws',
  title: 'The name in AWS is too long or has characters that AWS refuses.',
  severity: { normal: 'error' },
  fix: 'none',
  waivable: false,
  phase: 'check',
  alsoFor: ['unmanaged', 'absent'],
  alsoKnownAs: [],
  sources: ['https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html'],
  checkSecret: ({ name }) =>
    /^[A-Za-z0-9/_+=.@-]{1,512}$/.test(name)
      ? NO_PROBLEMS
      : [
          {
            pointer: '/spec/secretName',
            message: `Its name in AWS, "${name}", must be 1 to 512 letters, digits and / _ + = . @ -; change it.`,
          },
        ],
};
