import { isManagedKey } from '../../../schemas/aws/kms-key.ts';
import { foreignReaders } from '../../../schemas/aws/statements/accounts.ts';
import { NO_PROBLEMS, type Rule } from '../rule.ts';

export const kmsCrossAccount: Rule = {
  id: 'kms-cross-account',
  category: 'encryption',
  title: 'Another account may read the secret, and can not decrypt it.',
  severity: { normal: 'error' },
  fix: 'none',
  waivable: true,
  phase: 'check',
  alsoKnownAs: [],
  sources: ['https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_examples_cross.html'],
  checkSecret: (desired, { environment }) => {
    const { kmsKeyId } = desired.spec;
    if (kmsKeyId?.startsWith('arn:') && !isManagedKey(kmsKeyId)) return NO_PROBLEMS;
    const [reader] = foreignReaders(desired, environment);
    if (reader === undefined) return NO_PROBLEMS;
    const message =
      `Account ${reader.accountId} is let in, and ${faultOf(kmsKeyId)}; set kmsKeyId to the ARN of a customer managed ` +
      'key whose policy lets that account decrypt.';
    return [{ pointer: '/spec/kmsKeyId', message }];
  },
};

function faultOf(kmsKeyId: string | null): string {
  return kmsKeyId === null || isManagedKey(kmsKeyId)
    ? 'aws/secretsmanager can not be shared with it'
    : 'an alias or id names a key in its own account there';
}
