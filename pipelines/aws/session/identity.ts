import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { type AwsCredentials, clientOptions, GATE, gateOf } from './client-options.ts';
import type { AwsContext } from './context.ts';

/** The account that the credentials belong to, as STS reports it; every identity is allowed to ask. */
export async function callerAccount(
  context: AwsContext,
  region: string,
  credentials: AwsCredentials | null,
): Promise<string> {
  const client = createClient(context, region, credentials);
  const { Account } = await client.send(new GetCallerIdentityCommand({}));
  return Account ?? 'unknown';
}

/** Credentials of a role. The SDK caches them and renews them shortly before they expire. */
export function assumeRole(
  context: AwsContext,
  region: string,
  credentials: AwsCredentials | null,
  roleArn: string,
  sessionName: string,
): Exclude<AwsCredentials, { readonly accessKeyId: string }> {
  return async () => {
    const client = createClient(context, region, credentials);
    const { Credentials: assumed } = await client.send(
      new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: sessionName }),
    );
    if (assumed?.AccessKeyId === undefined || assumed.SecretAccessKey === undefined) {
      throw new Error(`STS gave no credentials for ${roleArn}.`);
    }
    return {
      accessKeyId: assumed.AccessKeyId,
      secretAccessKey: assumed.SecretAccessKey,
      ...(assumed.SessionToken === undefined ? {} : { sessionToken: assumed.SessionToken }),
      ...(assumed.Expiration === undefined ? {} : { expiration: assumed.Expiration }),
    };
  };
}

function createClient(context: AwsContext, region: string, credentials: AwsCredentials | null) {
  const client = new STSClient(clientOptions(context, region, credentials, 'STS'));
  const gate = gateOf(context, '', region);
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) =>
        gate(commandName, () => next(args)),
    GATE,
  );
  return client;
}
