import { connect } from '../../github/connection.ts';
import { driftReport } from '../../github/drift-body.ts';
import { ownDriftIssues, settleDriftIssue } from '../../github/drift-issue.ts';
import { tolerateHiccups } from '../../github/failure.ts';
import { ownLogin } from '../../github/own-login.ts';
import { type Command, EXIT } from '../../io/io.ts';
import type { driftIssueOptions } from '../options/github.ts';
import { readPages, rootWithin } from './pages.ts';

/**
 * Opens, updates, closes or reopens the one drift issue of each environment in the given plans. An environment that
 * could not be read is in no plan, and its issue stays as it is.
 */
export const driftIssue: Command<typeof driftIssueOptions> = async (invocation, io) => {
  const connection = connect(io.env);
  return tolerateHiccups(io, 'issues: write', async () => {
    const head = io.env.GITHUB_SHA ?? 'HEAD';
    const pages = readPages(invocation, io, connection, head);
    const login = await ownLogin(connection);
    const existing = await ownDriftIssues(connection, login);
    for (const page of pages) {
      const report = driftReport(page, rootWithin(invocation, io));
      const { url, change } = await settleDriftIssue(connection, login, existing, report);
      io.data(`${page.view.environment.name}: ${change}${url === null ? '' : ` ${url}`}\n`);
    }
    return EXIT.ok;
  });
};
