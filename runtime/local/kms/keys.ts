import { createHash } from 'node:crypto';
import { partitionOf } from '../../../schemas/aws/regions.ts';
import { formatUuid } from '../random.ts';

export type KeyState = 'Enabled' | 'Disabled' | 'PendingDeletion' | 'Missing';

export type Key = {
  readonly keyId: string;
  readonly arn: string;
  readonly accountId: string;
  readonly state: KeyState;
  readonly managed: boolean;
};

export type KeyRing = {
  /**
   * The key that an ID, ARN, alias or alias ARN refers to in an account and Region; undefined if it can't exist there.
   */
  readonly find: (reference: string, accountId: string, region: string) => Key | undefined;
};

export const MANAGED_ALIAS = 'alias/aws/secretsmanager';

/**
 * Every key and alias exists: its key id is derived from account, Region and alias, so that it stays the same and two
 * names of one key can be compared. `declared` names the exceptions, by any form of the name.
 */
export function createKeyRing(declared: Readonly<Record<string, KeyState>>): KeyRing {
  const states = new Map(Object.entries(declared));
  return {
    find(reference, accountId, region) {
      const named = parseReference(reference, accountId, region);
      if (named === undefined || named.region !== region) return undefined;
      const keyId = named.alias === undefined ? named.keyId : derivedKeyId(named.accountId, region, named.alias);
      const arn = `arn:${partitionOf(region)}:kms:${region}:${named.accountId}:key/${keyId}`;
      const names = [reference, named.alias ?? '', keyId, arn];
      const state = names.map((name) => states.get(name)).find((found) => found !== undefined) ?? 'Enabled';
      if (state === 'Missing') return undefined;
      return { keyId, arn, accountId: named.accountId, state, managed: named.alias?.startsWith('alias/aws/') ?? false };
    },
  };
}

type Reference = { accountId: string; region: string; keyId: string; alias: string | undefined };

function parseReference(reference: string, accountId: string, region: string): Reference | undefined {
  const arn = /^arn:aws[a-z-]*:kms:([a-z0-9-]+):(\d{12}):(key\/[A-Za-z0-9-]+|alias\/.+)$/.exec(reference);
  if (arn) return { region: arn[1] ?? '', accountId: arn[2] ?? '', ...keyOrAlias(arn[3] ?? '') };
  if (/^alias\/[A-Za-z0-9/_-]+$/.test(reference)) return { region, accountId, ...keyOrAlias(reference) };
  return isKeyId(reference) ? { region, accountId, keyId: reference, alias: undefined } : undefined;
}

const keyOrAlias = (resource: string) =>
  resource.startsWith('alias/')
    ? { keyId: '', alias: resource }
    : { keyId: resource.slice('key/'.length), alias: undefined };

/** A UUID, or a multi-Region key's mrk- and 32 hexadecimal digits. The documentation's examples write other letters too. */
const isKeyId = (reference: string) =>
  /^[A-Za-z0-9]{8}(-[A-Za-z0-9]{4}){3}-[A-Za-z0-9]{12,}$/.test(reference) || /^mrk-[0-9a-f]{32}$/.test(reference);

const derivedKeyId = (accountId: string, region: string, alias: string) =>
  formatUuid(createHash('sha256').update(`${accountId}/${region}/${alias}`).digest().subarray(0, 16));
