import { partitionOf } from '../../../schemas/aws/regions.ts';
import { ServiceError } from '../errors.ts';
import { integer, optional, readRequest, structure, text } from '../wire/shapes.ts';
import { type KeyRing, MANAGED_ALIAS } from './keys.ts';

type KmsCall = {
  readonly accountId: string;
  readonly region: string;
  readonly keys: KeyRing;
  readonly authorize: (action: string, resource: string) => void;
  /** Aliases used by secrets in this account and Region. */
  readonly aliases: () => Iterable<string>;
};

/** The two KMS operations that resolve key IDs and aliases. */
export const KMS_OPERATIONS: readonly string[] = ['DescribeKey', 'ListAliases'];

export function handleKms(operation: string, body: unknown, call: KmsCall): object {
  switch (operation) {
    case 'DescribeKey':
      return describeKey(body, call);
    case 'ListAliases':
      return listAliases(body, call);
    default:
      throw new ServiceError('UnknownOperationException', '');
  }
}

const describeInput = structure({ KeyId: text({ min: 1, max: 2048 }) });

function describeKey(body: unknown, { keys, authorize, accountId, region }: KmsCall) {
  const { KeyId } = readRequest(describeInput, body);
  const key = keys.find(KeyId, accountId, region);
  authorize('kms:DescribeKey', key?.arn ?? KeyId);
  if (key === undefined) throw notFound(KeyId, accountId, region);
  return {
    KeyMetadata: {
      AWSAccountId: key.accountId,
      KeyId: key.keyId,
      Arn: key.arn,
      Enabled: key.state === 'Enabled',
      Description: '',
      KeyUsage: 'ENCRYPT_DECRYPT',
      KeyState: key.state,
      Origin: 'AWS_KMS',
      KeyManager: key.managed ? 'AWS' : 'CUSTOMER',
      CustomerMasterKeySpec: 'SYMMETRIC_DEFAULT',
      KeySpec: 'SYMMETRIC_DEFAULT',
      EncryptionAlgorithms: ['SYMMETRIC_DEFAULT'],
      MultiRegion: key.keyId.startsWith('mrk-'),
    },
  };
}

const listInput = structure({
  KeyId: optional(text({ min: 1, max: 2048 })),
  Limit: optional(integer({ min: 1, max: 1000 })),
  Marker: optional(text({ min: 1, max: 1024 })),
});

/** Any alias exists once a secret uses it, so the list has those and Secrets Manager's own. */
function listAliases(body: unknown, call: KmsCall) {
  const { KeyId, Limit = 50, Marker } = readRequest(listInput, body);
  call.authorize('kms:ListAliases', '*');
  const wanted = KeyId === undefined ? undefined : call.keys.find(KeyId, call.accountId, call.region);
  if (KeyId !== undefined && wanted === undefined) throw notFound(KeyId, call.accountId, call.region);
  const names = [...new Set([MANAGED_ALIAS, ...call.aliases()])].sort();
  const entries = names
    .flatMap((name) => aliasEntry(name, call))
    .filter(({ TargetKeyId }) => !wanted || TargetKeyId === wanted.keyId);
  const start = Marker === undefined ? 0 : entries.findIndex(({ AliasName }) => AliasName === Marker);
  if (start < 0) throw new ServiceError('InvalidMarkerException', 'The Marker is invalid.');
  const next = entries[start + Limit];
  return { Aliases: entries.slice(start, start + Limit), Truncated: next !== undefined, NextMarker: next?.AliasName };
}

function aliasEntry(name: string, { keys, accountId, region }: KmsCall) {
  const key = keys.find(name, accountId, region);
  if (key === undefined) return [];
  const AliasArn = `arn:${partitionOf(region)}:kms:${region}:${key.accountId}:${name}`;
  return [{ AliasName: name, AliasArn, TargetKeyId: key.keyId }];
}

const notFound = (reference: string, accountId: string, region: string) =>
  new ServiceError(
    'NotFoundException',
    reference.startsWith('alias/')
      ? `Alias arn:${partitionOf(region)}:kms:${region}:${accountId}:${reference} is not found.`
      : `Key '${reference}' does not exist`,
  );
