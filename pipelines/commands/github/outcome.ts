import { connect } from '../../github/connection.ts';
import { tolerateHiccups } from '../../github/failure.ts';
import { withOutcome } from '../../github/outcome.ts';
import { ownLogin } from '../../github/own-login.ts';
import { ownComments, putComment } from '../../github/sticky-comment.ts';
import { type Command, EXIT } from '../../io/io.ts';
import type { outcomeOptions } from '../options/github.ts';
import { rootWithin } from './pages.ts';

/** Adds the outcome of their plans to the comments of merged pull requests. */
export const outcome: Command<typeof outcomeOptions> = async (invocation, io) => {
  const { env: environment = '', pullRequest: pullNumbers, result } = invocation.options;
  const connection = connect(io.env);
  return tolerateHiccups(io, 'pull-requests: write', async () => {
    const root = rootWithin(invocation, io);
    const login = await ownLogin(connection);
    for (const pullNumber of pullNumbers) {
      const existing = await ownComments(connection, pullNumber, login);
      const own = existing.find(({ marker }) => marker.root === root && marker.environment === environment);
      if (own === undefined) continue;
      const body = withOutcome(own.body, result, environment, connection.runUrl);
      const { url, change } = await putComment(connection, pullNumber, login, existing, body);
      io.data(`${environment}: ${change} ${url}\n`);
    }
    return EXIT.ok;
  });
};
