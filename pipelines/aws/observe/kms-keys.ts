import { DescribeKeyCommand, KMSClient, KMSServiceException } from '@aws-sdk/client-kms';
import { clientOptions, GATE, gateOf } from '../session/client-options.ts';
import type { Session } from '../session/session.ts';
import { sideBySide } from '../session/side-by-side.ts';

const WIDTH = 10;

/**
 * The key ARN behind each key ID or alias, by the ARN that was asked about. A key that KMS can't describe, because it
 * does not exist or `kms:DescribeKey` is denied, is left out and compared as written.
 * @param keyArns ARNs of keys and aliases; each is asked about in the Region that it names
 */
export async function resolveKeys(session: Session, keyArns: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const clientOf = keyClients(session);
  const resolved = await sideBySide(keyArns, WIDTH, async (arn) => {
    try {
      const { KeyMetadata } = await clientOf(arn.split(':')[3] ?? '').send(new DescribeKeyCommand({ KeyId: arn }));
      return [arn, KeyMetadata?.Arn ?? null] as const;
    } catch (error) {
      if (error instanceof KMSServiceException) return [arn, null] as const;
      throw error;
    }
  });
  return new Map(resolved.flatMap(([arn, key]) => (key === null ? [] : [[arn, key] as const])));
}

function keyClients({ context, credentials, environment }: Session) {
  const clients = new Map<string, KMSClient>();
  return (region: string) => {
    const known = clients.get(region);
    if (known !== undefined) return known;
    const client = new KMSClient(clientOptions(context, region, credentials, 'KMS'));
    const gate = gateOf(context, environment.spec.aws.accountId, region);
    client.middlewareStack.add(
      (next, { commandName }) =>
        async (args) =>
          gate(commandName, () => next(args)),
      GATE,
    );
    clients.set(region, client);
    return client;
  };
}
