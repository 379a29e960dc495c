import { type Ordered, orderedBy } from './ordered.ts';
import type { Secret } from './types.ts';

export const SORT_KEYS = ['created-date', 'last-accessed-date', 'last-changed-date', 'name'] as const;
export type SortKey = (typeof SORT_KEYS)[number];

/** A place in a sorted list: the sort key and the order of creation of the secret there. */
export type ListPosition = { readonly key: number | string; readonly sequence: number };

type PageRequest = {
  readonly sortBy: SortKey;
  readonly descending: boolean;
  /** The last place of the page before. */
  readonly after: ListPosition | undefined;
  readonly limit: number;
  readonly accepts: (secret: Secret) => boolean;
};

type Page = { readonly secrets: readonly Secret[]; readonly last: ListPosition | undefined };

/** The secrets of one Region as lists show them, possibly with a lag. */
export type Listing = {
  readonly show: (secret: Secret) => void;
  readonly hide: (arn: string) => void;
  /** `last` is set if more follows. */
  readonly page: (request: PageRequest) => Page;
};

type Entry = ListPosition & { readonly secret: Secret | undefined };

/**
 * The most secrets that one page examines. A filtered page can therefore be short or empty and still have a next page,
 * as with AWS, and no request takes long, however long the list is.
 */
const MAX_SEEN = 5_000;

/** Lists are sorted by date of creation by default; an index for another key is built when it is first asked for. */
export function createListing(): Listing {
  const shown = new Map<string, Secret>();
  const indexes = new Map<SortKey, Ordered<Entry>>([['created-date', orderedBy(compare)]]);
  const indexFor = (key: SortKey) => {
    const entries = () => [...shown.values()].map((secret) => entryOf(secret, key));
    const index = indexes.get(key) ?? orderedBy(compare, entries());
    indexes.set(key, index);
    return index;
  };
  return {
    hide(arn) {
      const secret = shown.get(arn);
      if (secret === undefined) return;
      for (const [key, index] of indexes) index.remove(entryOf(secret, key));
      shown.delete(arn);
    },
    show(secret) {
      const former = shown.get(secret.arn);
      shown.set(secret.arn, secret);
      for (const [key, index] of indexes) {
        const moved = former !== undefined && sortValue(former, key) !== sortValue(secret, key);
        if (moved) index.remove(entryOf(former, key));
        index.put(entryOf(secret, key));
      }
    },
    page: (request) => readPage(indexFor(request.sortBy), request),
  };
}

function readPage(index: Ordered<Entry>, { descending, after, limit, accepts }: PageRequest): Page {
  const secrets: Secret[] = [];
  let seen = 0;
  let last: ListPosition | undefined;
  for (const { key, sequence, secret } of walk(index, descending, after)) {
    if (seen === MAX_SEEN) return { secrets, last };
    if (secret !== undefined && accepts(secret)) {
      if (secrets.length === limit) return { secrets, last };
      secrets.push(secret);
    }
    seen += 1;
    last = { key, sequence };
  }
  return { secrets, last: undefined };
}

function* walk(index: Ordered<Entry>, descending: boolean, after: ListPosition | undefined): Generator<Entry> {
  const step = descending ? -1 : 1;
  let position = descending ? index.size() - 1 : 0;
  if (after !== undefined) {
    const found = index.position({ ...after, secret: undefined });
    const there = index.at(found);
    const exact = there !== undefined && compare(there, { ...after, secret: undefined }) === 0;
    position = descending ? found - 1 : exact ? found + 1 : found;
  }
  for (let entry = index.at(position); entry !== undefined; entry = index.at(position)) {
    yield entry;
    position += step;
  }
}

function entryOf(secret: Secret, key: SortKey): Entry {
  return { key: sortValue(secret, key), sequence: secret.sequence, secret };
}

function sortValue(secret: Secret, key: SortKey): number | string {
  switch (key) {
    case 'created-date':
      return secret.createdDate;
    case 'last-changed-date':
      return secret.lastChangedDate;
    case 'last-accessed-date':
      return secret.lastAccessedDate ?? 0;
    case 'name':
      return secret.name;
  }
}

function compare(a: Entry, b: Entry): number {
  if (a.key === b.key) return a.sequence - b.sequence;
  return a.key < b.key ? -1 : 1;
}
