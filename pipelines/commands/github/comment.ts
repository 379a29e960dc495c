import { commentBody } from '../../github/comment-body.ts';
import { connect } from '../../github/connection.ts';
import { tolerateHiccups } from '../../github/failure.ts';
import { parseMarker } from '../../github/marker.ts';
import { ownLogin } from '../../github/own-login.ts';
import { type OwnComment, ownComments, putComment } from '../../github/sticky-comment.ts';
import { unplannedBodies } from '../../github/unplanned.ts';
import { type Command, EXIT, type Invocation } from '../../io/io.ts';
import type { commentOptions } from '../options/github.ts';
import { pullRequestOf, readPages, rootWithin } from './pages.ts';

/** Writes one comment per environment on the pull request, in place of the one that an earlier run wrote. */
export const comment: Command<typeof commentOptions> = async (invocation, io) =>
  (await postComments(invocation, io)).status;

export type Commented = {
  /** Exit status. */
  readonly status: number;
  /** Web addresses of the comments that now hold the plans, in the order of the environments. */
  readonly urls: readonly string[];
};

/** The work of `comment`. If GitHub fails partway, the result has the comments that were written. */
export const postComments: Command<typeof commentOptions, Commented> = async (invocation, io) => {
  const connection = connect(io.env);
  const urls: string[] = [];
  const status = await tolerateHiccups(io, 'pull-requests: write', async () => {
    const pull = await pullRequestOf(invocation.options.pullRequest, io, connection);
    const subject = { root: rootWithin(invocation, io), head: pull.head };
    const pages = readPages(invocation, io, connection, pull.head);
    const login = await ownLogin(connection);
    const existing = await ownComments(connection, pull.number, login);
    const planned = pages.map(({ view }) => view.environment.name);
    const expected = invocation.options.env.filter((environment) => !planned.includes(environment));
    const former = formerEnvironments(invocation, existing, subject.root, new Set([...planned, ...expected]));
    const place = { ...subject, runUrl: connection.runUrl };
    for (const body of [
      ...pages.map((page) => commentBody(page, subject)),
      ...unplannedBodies(place, expected, former),
    ]) {
      const { url, change } = await putComment(connection, pull.number, login, existing, body);
      io.data(`${parseMarker(body)?.environment}: ${change} ${url}\n`);
      urls.push(url);
    }
    return EXIT.ok;
  });
  return { status, urls };
};

/** Environments that were planned for earlier commits of the pull request. */
function formerEnvironments(
  { options }: Invocation<typeof commentOptions>,
  existing: readonly OwnComment[],
  root: string,
  current: ReadonlySet<string>,
): readonly string[] {
  if (!options.complete) return [];
  const environments = existing
    .filter(({ marker }) => marker.kind === 'plan' && marker.root === root && !current.has(marker.environment))
    .map(({ marker }) => marker.environment);
  return [...new Set(environments)];
}
