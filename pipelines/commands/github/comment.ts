import { commentBody } from '../../github/comment-body.ts';
import { connect } from '../../github/connection.ts';
import { tolerateHiccups } from '../../github/failure.ts';
import { parseMarker } from '../../github/marker.ts';
import { ownLogin } from '../../github/own-login.ts';
import { type OwnComment, ownComments, putComment } from '../../github/sticky-comment.ts';
import { unplannedBodies } from '../../github/unplanned.ts';
import { type Command, EXIT, type Invocation } from '../../io/io.ts';
import { listOf } from '../../io/options.ts';
import { pullRequestOf, readPages, rootWithin } from './pages.ts';

/** Writes one comment an environment on the pull request, in place of what an earlier run wrote there. */
export const comment: Command = async (invocation, io) => {
  const connection = connect(io.env);
  return tolerateHiccups(io, 'pull-requests: write', async () => {
    const pull = await pullRequestOf(invocation, io, connection);
    const subject = { root: rootWithin(invocation, io), head: pull.head };
    const pages = readPages(invocation, io, connection, pull.head);
    const login = await ownLogin(connection);
    const existing = await ownComments(connection, pull.number, login);
    const planned = pages.map(({ view }) => view.environment.name);
    const expected = listOf(invocation.options.env).filter((environment) => !planned.includes(environment));
    const former = formerEnvironments(invocation, existing, subject.root, new Set([...planned, ...expected]));
    const place = { ...subject, runUrl: connection.runUrl };
    for (const body of [
      ...pages.map((page) => commentBody(page, subject)),
      ...unplannedBodies(place, expected, former),
    ]) {
      const { url, change } = await putComment(connection, pull.number, login, existing, body);
      io.data(`${parseMarker(body)?.environment}: ${change} ${url}\n`);
    }
    return EXIT.ok;
  });
};

/** Environments that earlier commits of the pull request were planned for. */
function formerEnvironments(
  { options }: Invocation,
  existing: readonly OwnComment[],
  root: string,
  current: ReadonlySet<string>,
): readonly string[] {
  if (options.complete !== true) return [];
  const environments = existing
    .filter(({ marker }) => marker.kind === 'plan' && marker.root === root && !current.has(marker.environment))
    .map(({ marker }) => marker.environment);
  return [...new Set(environments)];
}
