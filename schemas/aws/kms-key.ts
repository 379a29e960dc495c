const MANAGED_ALIAS = 'alias/aws/secretsmanager';

/** Whether this is the AWS managed key for Secrets Manager, by alias or alias ARN; `alias/myaws/x` is not. */
export function isManagedKey(kmsKeyId: string): boolean {
  return kmsKeyId === MANAGED_ALIAS || (kmsKeyId.startsWith('arn:') && kmsKeyId.endsWith(`:${MANAGED_ALIAS}`));
}
