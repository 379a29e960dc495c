import { commentBody, statusBody } from '../../github/comment-body.ts';
import { type Connection, connect, type PullRequest } from '../../github/connection.ts';
import { tolerateHiccups } from '../../github/failure.ts';
import { type Marker, parseMarker } from '../../github/marker.ts';
import { ownLogin } from '../../github/own-login.ts';
import { type OwnComment, ownComments, putComment } from '../../github/sticky-comment.ts';
import { type Command, EXIT, type Invocation, type Io } from '../io.ts';
import { listOf } from '../options.ts';
import { pullRequestOf, readPages, rootWithin } from './pages.ts';

/** Writes one comment an environment on the pull request, in place of what an earlier run wrote there. */
export const comment: Command = async (invocation, io) => {
  const connection = connect(io.env);
  return tolerateHiccups(io, 'pull-requests: write', async () => {
    const pull = await pullRequestOf(invocation, io, connection);
    const planned = plannedBodies(invocation, io, connection, pull);
    const login = await ownLogin(connection);
    const existing = await ownComments(connection, pull.number, login);
    const bodies = [...planned, ...otherBodies(invocation, io, connection, pull, planned, existing)];
    for (const body of bodies) {
      const { url, change } = await putComment(connection, pull.number, login, existing, body);
      io.data(`${parseMarker(body)?.environment}: ${change} ${url}\n`);
    }
    return EXIT.ok;
  });
};

function plannedBodies(invocation: Invocation, io: Io, connection: Connection, pull: PullRequest): readonly string[] {
  const subject = { root: rootWithin(invocation, io), head: pull.head };
  return readPages(invocation, io, connection, pull.head).map((page) => commentBody(page, subject));
}

/** Environments without a plan: those that should have one, and those that the pull request touched before. */
function otherBodies(
  invocation: Invocation,
  io: Io,
  { runUrl }: Connection,
  pull: PullRequest,
  planned: readonly string[],
  existing: readonly OwnComment[],
): readonly string[] {
  const root = rootWithin(invocation, io);
  const done = new Set(planned.map((body) => parseMarker(body)?.environment));
  const expected = listOf(invocation.options.env).filter((environment) => !done.has(environment));
  const former = (invocation.options.complete === true ? existing : [])
    .map(({ marker }) => marker)
    .filter((marker) => marker.kind === 'plan' && marker.root === root)
    .map(({ environment }) => environment)
    .filter((environment) => !done.has(environment) && !expected.includes(environment));
  const markerOf = (environment: string): Marker => ({ kind: 'plan', root, environment, head: pull.head, digest: '' });
  const where = runUrl === null ? 'the log' : `[the run](${runUrl})`;
  return [
    ...expected.map((environment) =>
      statusBody(markerOf(environment), { icon: '❌', text: 'could not be planned' }, `See ${where}.`),
    ),
    ...[...new Set(former)].map((environment) =>
      statusBody(markerOf(environment), { icon: '⚪', text: 'not touched any more' }, NOT_TOUCHED),
    ),
  ];
}

const NOT_TOUCHED = 'An earlier commit of this pull request concerned this environment; the latest does not.';
