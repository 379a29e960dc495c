import { type Agenda, createAgenda } from './agenda.ts';
import { endsLikeCompleteArn, parseSecretArn } from './arn.ts';
import { createListing, type Listing } from './listing.ts';
import type { Secret } from './types.ts';

/** One account's secrets in one Region. */
type Vault = {
  readonly byName: Map<string, Secret>;
  readonly listing: Listing;
};

export type Store = {
  readonly vault: (accountId: string, region: string) => Vault;
  /** Finds a secret in `region` by name, which is looked up in `accountId`, or by ARN, complete or partial. */
  readonly find: (secretId: string, accountId: string, region: string) => Secret | undefined;
  readonly get: (arn: string) => Secret | undefined;
  readonly save: (secret: Secret) => void;
  readonly remove: (secret: Secret) => void;
  readonly nextSequence: () => number;
  readonly all: () => Iterable<Secret>;
  /** ARNs of secrets for which something may be due. */
  readonly agenda: Agenda;
};

/** Notified of every change: a secret as saved, or an ARN as removed. */
export type StoreListener = {
  readonly saved: (secret: Secret) => void;
  readonly removed: (arn: string) => void;
};

type Publish = (act: () => void) => void;

/**
 * All accounts and Regions. `publish` decides when a change reaches the lists: at once, or later if lists should lag.
 */
export function createStore(listener: StoreListener, publish: Publish): Store {
  const vaults = new Map<string, Vault>();
  const byArn = new Map<string, Secret>();
  const agenda = createAgenda();
  let sequence = 0;
  const vault = (accountId: string, region: string) => {
    const key = `${accountId}/${region}`;
    const found = vaults.get(key) ?? { byName: new Map(), listing: createListing() };
    vaults.set(key, found);
    return found;
  };
  return {
    vault,
    agenda,
    find(secretId, accountId, region) {
      if (!secretId.startsWith('arn:')) return vault(accountId, region).byName.get(secretId);
      return byArn.get(secretId) ?? findByPartialArn(secretId, region, vault);
    },
    get: (arn) => byArn.get(arn),
    save(secret) {
      const { byName, listing } = vault(secret.accountId, secret.region);
      byName.set(secret.name, secret);
      byArn.set(secret.arn, secret);
      sequence = Math.max(sequence, secret.sequence);
      for (const dueDate of dueDates(secret)) agenda.add(dueDate, secret.arn);
      listener.saved(secret);
      publish(() => listing.show(secret));
    },
    remove(secret) {
      const { byName, listing } = vault(secret.accountId, secret.region);
      byName.delete(secret.name);
      byArn.delete(secret.arn);
      listener.removed(secret.arn);
      publish(() => listing.hide(secret.arn));
    },
    nextSequence: () => ++sequence,
    all: () => byArn.values(),
  };
}

function findByPartialArn(arn: string, region: string, vault: Store['vault']): Secret | undefined {
  const parsed = parseSecretArn(arn);
  if (parsed === undefined || parsed.region !== region || endsLikeCompleteArn(parsed.resource)) return undefined;
  return vault(parsed.accountId, parsed.region).byName.get(parsed.resource);
}

/**
 * When something happens to a secret without a request: it is purged, a copy arrives, a rotation starts or is tried
 * again.
 */
function dueDates(secret: Secret): readonly number[] {
  const dates = [
    secret.deletionDate,
    secret.rotation?.next?.startDate,
    secret.rotation?.pending?.dueDate,
    ...secret.replicas.filter((replica) => replica.status === 'InProgress').map((replica) => replica.dueDate),
  ];
  return dates.filter((date) => date !== undefined);
}
