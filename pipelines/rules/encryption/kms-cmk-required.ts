import { isManagedKey } from '../../../schemas/aws/kms-key.ts';
import { NO_PROBLEMS, type Rule } from '../rule.ts';

export const kmsCmkRequired: Rule = {
  id: 'kms-cmk-required',
  category: 'encryption',
  title: "The secret is encrypted with AWS's own key, not with one of yours.",
  severity: { normal: 'warning', production: 'error', strict: 'error' },
  fix: 'none',
  waivable: true,
  phase: 'check',
  alsoKnownAs: ['Checkov CKV_AWS_149', 'Trivy AWS-0098', 'cfn-nag W77'],
  sources: ['https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html'],
  checkSecret: ({ spec: { kmsKeyId } }) => {
    if (kmsKeyId !== null && !isManagedKey(kmsKeyId)) return NO_PROBLEMS;
    const message =
      "Who may decrypt with aws/secretsmanager can't be limited, and it can't be shared with another account; set " +
      'kmsKeyId to a customer managed key, here or in the defaults of the Environment.';
    return [{ pointer: '/spec/kmsKeyId', message }];
  },
};
