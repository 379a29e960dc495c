import { connect } from '../../github/connection.ts';
import { tolerateHiccups } from '../../github/failure.ts';
import { type PlanOutcome, withOutcome } from '../../github/outcome.ts';
import { ownLogin } from '../../github/own-login.ts';
import { ownComments, putComment } from '../../github/sticky-comment.ts';
import { CommandError } from '../../io/command-error.ts';
import { type Command, EXIT, type Invocation } from '../../io/io.ts';
import { listOf } from '../../io/options.ts';
import { rootWithin } from './pages.ts';

/** Adds to the comments of merged pull requests what became of their plans. */
export const outcome: Command = async (invocation, io) => {
  const [result, environment] = [resultOf(invocation), String(invocation.options.env ?? '')];
  const connection = connect(io.env);
  return tolerateHiccups(io, 'pull-requests: write', async () => {
    const root = rootWithin(invocation, io);
    const login = await ownLogin(connection);
    for (const pullNumber of listOf(invocation.options.pullRequest).map(Number)) {
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

const OUTCOMES: readonly PlanOutcome[] = ['applied', 'waiting', 'failed'];

function resultOf({ options }: Invocation): PlanOutcome {
  const result = OUTCOMES.find((one) => one === options.result);
  if (result !== undefined) return result;
  throw new CommandError(`--result takes ${OUTCOMES.join(', ')}.`, EXIT.usage);
}
