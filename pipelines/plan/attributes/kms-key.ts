import { changeOf, type Draft, draft, type SecretComparison } from '../draft.ts';

/** No declared key means the AWS managed key, `aws/secretsmanager`. */
export function diffKmsKey({ desired, observed, isSameKey }: SecretComparison): readonly Draft[] {
  const { kmsKeyId } = desired.spec;
  if (isSameKey(kmsKeyId, observed.kmsKeyId, observed.region)) return [];
  const change = changeOf(['kmsKeyId'], observed.kmsKeyId, kmsKeyId);
  return draft('update-kms-key', observed.region, ['re-encrypts', 'changes-access'], [change]);
}
