import { SecretsManagerClient, type SecretsManagerClientConfig } from '@aws-sdk/client-secrets-manager';

/** A client for an endpoint, as an account in a Region. */
export function clientFor(
  url: string,
  { accountId = '111122223333', region = 'us-east-1' } = {},
): SecretsManagerClient {
  return clientWith(url, { accessKeyId: accountId, secretAccessKey: 'local' }, region);
}

type Credentials = NonNullable<SecretsManagerClientConfig['credentials']>;

export function clientWith(url: string, credentials: Credentials, region = 'us-east-1'): SecretsManagerClient {
  return new SecretsManagerClient({ endpoint: url, region, credentials, maxAttempts: 1 });
}
