import type { Connection } from './connection.ts';
import { createOnce, NO_RETRIES } from './create-once.ts';
import { isSameSubject, type Marker, parseMarker } from './marker.ts';

export type OwnComment = {
  readonly id: number;
  readonly url: string;
  readonly body: string;
  readonly marker: Marker;
};

export type Posted = { readonly url: string; readonly change: 'created' | 'updated' | 'unchanged' };

/**
 * Every Keywright comment on a pull request, oldest first: written under the token's login, with the marker as its
 * first line.
 */
export async function ownComments(
  { client, owner, repo }: Connection,
  pullNumber: number,
  login: string,
): Promise<readonly OwnComment[]> {
  const all = await client.paginate('GET /repos/{owner}/{repo}/issues/{issue_number}/comments', {
    ...{ owner, repo, issue_number: pullNumber, per_page: 100 },
  });
  return all
    .filter(({ user }) => user?.login === login)
    .flatMap(({ id, html_url: url, body = '' }) => {
      const marker = parseMarker(body);
      return marker === null ? [] : [{ id, url, body, marker }];
    })
    .sort((a, b) => a.id - b.id);
}

/**
 * Writes the one comment on a subject: edits the oldest in place, deletes any others, and sends nothing if it is
 * already as wanted.
 */
export async function putComment(
  connection: Connection,
  pullNumber: number,
  login: string,
  existing: readonly OwnComment[],
  body: string,
): Promise<Posted> {
  const marker = parseMarker(body);
  if (marker === null) throw new TypeError('a comment without a marker could never be found again');
  const [kept, ...duplicates] = existing.filter((comment) => isSameSubject(comment.marker, marker));
  for (const { id } of duplicates) await deleteComment(connection, id);
  if (kept !== undefined) return updateComment(connection, kept, body);
  const { client, owner, repo } = connection;
  const created = await createOnce(
    async () => {
      const parameters = { owner, repo, issue_number: pullNumber, body, ...NO_RETRIES };
      return (await client.rest.issues.createComment(parameters)).data.html_url;
    },
    async () =>
      (await ownComments(connection, pullNumber, login)).find((one) => isSameSubject(one.marker, marker))?.url,
  );
  return { url: created, change: 'created' };
}

async function updateComment(
  connection: Connection,
  { id, url, body: before }: OwnComment,
  body: string,
): Promise<Posted> {
  if (normalise(before) === normalise(body)) return { url, change: 'unchanged' };
  const { client, owner, repo } = connection;
  await client.rest.issues.updateComment({ owner, repo, comment_id: id, body });
  return { url, change: 'updated' };
}

/** Another user or run may have deleted it first. */
async function deleteComment({ client, owner, repo }: Connection, id: number): Promise<void> {
  await client.rest.issues.deleteComment({ owner, repo, comment_id: id }).catch((error: { status?: number }) => {
    if (error.status !== 404) throw error;
  });
}

function normalise(body: string): string {
  return body.replaceAll('\r\n', '\n').trimEnd();
}
