const MANAGED_ALIAS = 'alias/aws/secretsmanager';

/** The key that AWS manages for Secrets Manager, by alias or by the ARN of that alias; `alias/myaws/x` is not it. */
export function isManagedKey(kmsKeyId: string): boolean {
  return kmsKeyId === MANAGED_ALIAS || (kmsKeyId.startsWith('arn:') && kmsKeyId.endsWith(`:${MANAGED_ALIAS}`));
}
