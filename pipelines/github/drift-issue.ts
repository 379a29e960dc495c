import type { Connection } from './connection.ts';
import { createOnce, NO_RETRIES } from './create-once.ts';
import { isHiccup } from './failure.ts';
import { isSameSubject, type Marker, parseMarker } from './marker.ts';

export const DRIFT_LABEL = 'keywright-drift';

export type OwnIssue = {
  readonly number: number;
  readonly url: string;
  readonly isOpen: boolean;
  readonly marker: Marker;
};

export type DriftReport = { readonly title: string; readonly body: string; readonly isClean: boolean };

export type IssueChange = 'opened' | 'updated' | 'reopened' | 'closed' | 'unchanged';

export type Settled = { readonly url: string | null; readonly change: IssueChange };

/** Every drift issue that Keywright opened, open or closed, oldest first: found by label, author and marker. */
export async function ownDriftIssues({ client, owner, repo }: Connection, login: string): Promise<readonly OwnIssue[]> {
  const all = await client.paginate('GET /repos/{owner}/{repo}/issues', {
    ...{ owner, repo, labels: DRIFT_LABEL, state: 'all', per_page: 100 },
  });
  return all
    .filter(({ user, pull_request }) => user?.login === login && pull_request === undefined)
    .flatMap(({ number, html_url: url, state, body }) => {
      const marker = parseMarker(body ?? '');
      return marker === null ? [] : [{ number, url, isOpen: state === 'open', marker }];
    })
    .sort((a, b) => a.number - b.number);
}

/**
 * Keeps one issue per environment: opens it, updates it as the drift changes, closes it when there is none, and reopens
 * it.
 */
export async function settleDriftIssue(
  connection: Connection,
  login: string,
  existing: readonly OwnIssue[],
  report: DriftReport,
): Promise<Settled> {
  const marker = parseMarker(report.body);
  if (marker === null) throw new TypeError('an issue without a marker could never be found again');
  const [kept, ...duplicates] = existing.filter((issue) => isSameSubject(issue.marker, marker));
  for (const { number, isOpen } of duplicates) if (isOpen) await close(connection, number, 'duplicate');
  if (kept !== undefined) return follow(connection, kept, marker, report);
  if (report.isClean) return { url: null, change: 'unchanged' };
  return open(connection, login, marker, report);
}

async function follow(connection: Connection, kept: OwnIssue, marker: Marker, report: DriftReport): Promise<Settled> {
  const { number, url, isOpen } = kept;
  const isSame = kept.marker.digest === marker.digest;
  if (isOpen === !report.isClean && (isSame || !isOpen)) return { url, change: 'unchanged' };
  const { client, owner, repo } = connection;
  const issue = { owner, repo, issue_number: number, body: report.body };
  if (report.isClean) {
    await client.rest.issues.update({ ...issue, state: 'closed', state_reason: 'completed' });
    return { url, change: 'closed' };
  }
  await client.rest.issues.update({ ...issue, title: report.title, state: 'open' });
  return { url, change: isOpen ? 'updated' : 'reopened' };
}

async function open(connection: Connection, login: string, marker: Marker, report: DriftReport): Promise<Settled> {
  const { client, owner, repo } = connection;
  await ensureLabel(connection);
  const url = await createOnce(
    async () => {
      const issue = { owner, repo, title: report.title, body: report.body, labels: [DRIFT_LABEL] };
      return (await client.rest.issues.create({ ...issue, ...NO_RETRIES })).data.html_url;
    },
    async () => (await ownDriftIssues(connection, login)).find((one) => isSameSubject(one.marker, marker))?.url,
  );
  return { url, change: 'opened' };
}

async function close({ client, owner, repo }: Connection, number: number, reason: 'duplicate'): Promise<void> {
  await client.rest.issues.update({ owner, repo, issue_number: number, state: 'closed', state_reason: reason });
}

/** 422 means that the label exists already. */
async function ensureLabel({ client, owner, repo }: Connection): Promise<void> {
  const label = { name: DRIFT_LABEL, color: 'b60205', description: 'AWS differs from what is declared' };
  try {
    await client.rest.issues.createLabel({ owner, repo, ...label });
  } catch (error) {
    if (isHiccup(error) || !(error instanceof Error && 'status' in error && error.status === 422)) throw error;
  }
}
