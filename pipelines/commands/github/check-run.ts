import { checkReport } from '../../github/check-report.ts';
import { putCheckRun } from '../../github/check-run.ts';
import { connect } from '../../github/connection.ts';
import { tolerateHiccups } from '../../github/failure.ts';
import { type Command, EXIT } from '../../io/io.ts';
import type { tellOptions } from '../options/github.ts';
import { pullRequestOf, readPages, rootWithin } from './pages.ts';

/** Writes one check run per environment on the pull request's head commit. */
export const checkRun: Command<typeof tellOptions> = async (invocation, io) => {
  const connection = connect(io.env);
  return tolerateHiccups(io, 'checks: write', async () => {
    const pull = await pullRequestOf(invocation.options.pullRequest, io, connection);
    const root = rootWithin(invocation, io);
    for (const page of readPages(invocation, io, connection, pull.head)) {
      const report = checkReport(page, { root, head: pull.head });
      const url = await putCheckRun(connection, report);
      io.data(`${page.view.environment.name}: ${report.conclusion} ${url}\n`);
    }
    return EXIT.ok;
  });
};
