import { ListSecretsCommand, type SecretListEntry, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

/** The maximum that ListSecrets returns (API reference). */
const PAGE_SIZE = 100;
/** For a shorter list, a second sweep costs more requests than it saves time. */
const PAGES_ALONE = 2;

type See = (entry: SecretListEntry) => void;

/**
 * Passes every secret of a Region to `see` at least once. A page can only be requested with the token of the page
 * before, so a long list is swept from both ends of the name order until one sweep finds nothing that the other has not
 * seen. That halves the time, for up to three more requests.
 * @throws the SDK's error
 */
export async function sweepRegion(client: SecretsManagerClient, see: See): Promise<void> {
  const [forward, backward] = [startSweep(client, 'asc', see), startSweep(client, 'desc', see)];
  for (let pages = 0; pages < PAGES_ALONE && !forward.isOver(); pages += 1) await forward.next();
  let isComplete = forward.isOver();
  if (isComplete) return;
  const run = async (own: Sweep, other: Sweep) => {
    while (!isComplete) {
      const page = await own.next();
      // A whole page, not one secret: names that differ only in case can come in any order.
      isComplete ||= own.isOver() || (page.length > 0 && page.every((arn) => other.seen.has(arn)));
    }
  };
  const runBackward = async () => {
    // A server that can't sort returns the same first page again; the forward sweep then sees all secrets on its own.
    const end = await backward.next();
    if (!backward.isOver() && !end.some((arn) => forward.seen.has(arn))) await run(backward, forward);
  };
  try {
    await Promise.all([run(forward, backward), runBackward()]);
  } finally {
    isComplete = true;
  }
}

type Sweep = {
  /** ARNs. */
  readonly seen: ReadonlySet<string>;
  /** True if there is no further page. */
  readonly isOver: () => boolean;
  /** The ARNs of the next page. An empty page can have a successor (API reference, ListSecrets). */
  readonly next: () => Promise<readonly string[]>;
};

function startSweep(client: SecretsManagerClient, order: 'asc' | 'desc', see: See): Sweep {
  const seen = new Set<string>();
  let token: string | undefined;
  let isOver = false;
  const next = async () => {
    const page = await client.send(
      new ListSecretsCommand({
        MaxResults: PAGE_SIZE,
        IncludePlannedDeletion: true,
        SortBy: 'name',
        SortOrder: order,
        NextToken: token,
      }),
    );
    token = page.NextToken;
    isOver = token === undefined || token === '';
    const entries = page.SecretList ?? [];
    for (const entry of entries) see(entry);
    const arns = entries.map(({ ARN = '' }) => ARN);
    for (const arn of arns) seen.add(arn);
    return arns;
  };
  return { seen, isOver: () => isOver, next };
}
