import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

/** A client for an endpoint, as an account in a Region. */
export function clientFor(
  url: string,
  { accountId = '111122223333', region = 'us-east-1' } = {},
): SecretsManagerClient {
  const credentials = { accessKeyId: accountId, secretAccessKey: 'local' };
  return new SecretsManagerClient({ endpoint: url, region, credentials, maxAttempts: 1 });
}
