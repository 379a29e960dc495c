import { relative } from 'node:path';
import { type Connection, eventPullRequest, type PullRequest } from '../../github/connection.ts';
import { newFindings } from '../../github/new-findings.ts';
import { readPlan, readReport } from '../../github/read-results.ts';
import { CommandError } from '../../io/command-error.ts';
import { EXIT, type Invocation, type Io } from '../../io/io.ts';
import { listOf } from '../../io/options.ts';
import type { Page } from '../../reports/plan/markdown/sections.ts';
import { viewsOf } from '../../reports/plan/markdown/view.ts';

/** What the options of a `github` command name, read: one page an environment, sorted by environment. */
export function readPages(invocation: Invocation, io: Io, connection: Connection, head: string): readonly Page[] {
  const root = rootWithin(invocation, io);
  const tree = `${connection.repositoryUrl}/blob/${head}${root === '.' ? '' : `/${root}`}`;
  const { findings, staleFiles } = reportedBy(invocation, io);
  return listOf(invocation.options.plan)
    .flatMap((path) => viewsOf(readPlan(path, io.cwd)))
    .sort((a, b) => (a.environment.name < b.environment.name ? -1 : 1))
    .map((view) => ({
      view,
      links: { tree, run: connection.runUrl },
      newFindings: findings.filter(({ environment }) => environment === null || environment === view.environment.name),
      staleFiles: staleFiles.filter((path) => path.startsWith(`manifests/${view.environment.name}/`)),
    }));
}

/** Folder of the declarations within the checked-out repository, `.` for its top. */
export function rootWithin({ global }: Invocation, io: Io): string {
  const top = io.env.GITHUB_WORKSPACE;
  const root = top === undefined ? '' : relative(top, global.root).replaceAll('\\', '/');
  return root === '' || root.startsWith('..') ? '.' : root;
}

/** `--pull-request`, or the pull request of the event that started the workflow. */
export async function pullRequestOf({ options }: Invocation, io: Io, connection: Connection): Promise<PullRequest> {
  const { client, owner, repo } = connection;
  if (options.pullRequest !== undefined) {
    const number = Number(options.pullRequest);
    if (!Number.isInteger(number)) throw new CommandError('--pull-request takes a number.', EXIT.usage);
    const { data } = await client.rest.pulls.get({ owner, repo, pull_number: number });
    return { number, head: data.head.sha };
  }
  const pull = eventPullRequest(io.env);
  if (pull !== null) return pull;
  throw new CommandError('This is not a pull request; name one with --pull-request.', EXIT.usage);
}

/** The findings that the base branch does not have, and the paths of stale files. */
function reportedBy({ options }: Invocation, io: Io) {
  if (typeof options.report !== 'string') return { findings: [], staleFiles: [] };
  const report = readReport(options.report, io.cwd);
  const base = typeof options.baseReport === 'string' ? readReport(options.baseReport, io.cwd).findings : [];
  return { findings: newFindings(report.findings, base), staleFiles: report.staleFiles.map(({ path }) => path) };
}
