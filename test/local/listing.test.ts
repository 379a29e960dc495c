import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { blankSecret } from '../../runtime/local/secrets/blank.ts';
import { createListing, type ListPosition, SORT_KEYS, type SortKey } from '../../runtime/local/secrets/listing.ts';
import type { Secret } from '../../runtime/local/secrets/types.ts';

const secretOf = (sequence: number, name: string, date: number): Secret => ({
  ...blankSecret({ arn: `arn/${sequence}`, name, accountId: '1', region: 'r', sequence }, date),
  lastChangedDate: date % 7,
});

/** Secrets of a few names and dates, so that ties are frequent. */
const secrets = fc
  .array(fc.tuple(fc.stringMatching(/^[a-c]{1,2}$/), fc.nat(5)), { maxLength: 40 })
  .map((all) => all.map(([name, date], index) => secretOf(index, name, date)));

function readAll(listing: ReturnType<typeof createListing>, sortBy: SortKey, descending: boolean, limit: number) {
  const pages: (readonly Secret[])[] = [];
  let after: ListPosition | undefined;
  do {
    const page = listing.page({ sortBy, descending, after, limit, accepts: () => true });
    pages.push(page.secrets);
    after = page.last;
  } while (after !== undefined);
  return pages;
}

test('pages of any size, put together, are the sorted whole', () => {
  const property = fc.property(
    secrets,
    fc.constantFrom(...SORT_KEYS),
    fc.boolean(),
    fc.integer({ min: 1, max: 7 }),
    (all, sortBy, descending, limit) => {
      const listing = createListing();
      for (const secret of all) listing.show(secret);
      const pages = readAll(listing, sortBy, descending, limit);
      const key = (secret: Secret) =>
        ({
          'created-date': secret.createdDate,
          'last-changed-date': secret.lastChangedDate,
          'last-accessed-date': secret.lastAccessedDate ?? 0,
          name: secret.name,
        })[sortBy];
      const sorted = [...all].sort((a, b) => (key(a) === key(b) ? a.sequence - b.sequence : key(a) < key(b) ? -1 : 1));
      expect(pages.flat()).toEqual(descending ? sorted.reverse() : sorted);
      expect(pages.slice(0, -1).every((page) => page.length === limit)).toBe(true);
    },
  );
  fc.assert(property);
});

test('what is changed or hidden between pages is neither shown twice nor missed', () => {
  const listing = createListing();
  const all = Array.from({ length: 10 }, (_, index) => secretOf(index, `n${index}`, index));
  for (const secret of all) listing.show(secret);
  const request = { sortBy: 'created-date', descending: false, limit: 4, accepts: () => true } as const;
  const first = listing.page({ ...request, after: undefined });
  listing.hide('arn/3');
  listing.hide('arn/5');
  listing.show({ ...secretOf(7, 'n7', 7), description: 'changed' });
  const second = listing.page({ ...request, after: first.last });
  expect(second.secrets.map(({ sequence }) => sequence)).toEqual([4, 6, 7, 8]);
  expect(second.secrets[2]?.description).toBe('changed');
});

test('a page of a filtered view looks at 5,000 secrets and goes on from there', () => {
  const listing = createListing();
  for (let index = 0; index < 12_000; index++) listing.show(secretOf(index, `n${index}`, index));
  const accepts = ({ name }: Secret) => name === 'n11000';
  let after: ListPosition | undefined;
  const found: number[] = [];
  do {
    const page = listing.page({ sortBy: 'created-date', descending: false, limit: 100, after, accepts });
    found.push(page.secrets.length);
    after = page.last;
  } while (after !== undefined);
  expect(found).toEqual([0, 0, 1]);
});
