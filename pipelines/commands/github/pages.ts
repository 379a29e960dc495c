import { relative } from 'node:path';
import { type Connection, eventPullRequest, type PullRequest } from '../../github/connection.ts';
import { newFindings } from '../../github/new-findings.ts';
import { readPlan, readReport } from '../../github/read-results.ts';
import { CommandError } from '../../io/command-error.ts';
import { EXIT, type Invocation, type Io } from '../../io/io.ts';
import type { Page } from '../../reports/plan/markdown/sections.ts';
import { viewsOf } from '../../reports/plan/markdown/view.ts';

type Reports = { readonly report?: string | undefined; readonly baseReport?: string | undefined };

/** An invocation of any command that reports on plans. */
type PageInvocation = Pick<Invocation, 'global'> & { readonly options: Reports & { readonly plan: readonly string[] } };

/** Reads the files that a `github` command's options name: one page per environment, sorted by environment. */
export function readPages(invocation: PageInvocation, io: Io, connection: Connection, head: string): readonly Page[] {
  const root = rootWithin(invocation, io);
  const tree = `${connection.repositoryUrl}/blob/${head}${root === '.' ? '' : `/${root}`}`;
  const { findings, staleFiles } = reportedBy(invocation.options, io);
  return invocation.options.plan
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
export function rootWithin({ global }: Pick<Invocation, 'global'>, io: Io): string {
  const top = io.env.GITHUB_WORKSPACE;
  const root = top === undefined ? '' : relative(top, global.root).replaceAll('\\', '/');
  return root === '' || root.startsWith('..') ? '.' : root;
}

/** `--pull-request`, or the pull request of the event that started the workflow. */
export async function pullRequestOf(number: number | undefined, io: Io, connection: Connection): Promise<PullRequest> {
  const { client, owner, repo } = connection;
  if (number !== undefined) {
    const { data } = await client.rest.pulls.get({ owner, repo, pull_number: number });
    return { number, head: data.head.sha };
  }
  const pull = eventPullRequest(io.env);
  if (pull !== null) return pull;
  throw new CommandError('This is not a pull request; name one with --pull-request.', EXIT.usage);
}

/** The findings that the base branch does not have, and the paths of stale files. */
function reportedBy({ report: path, baseReport: basePath }: Reports, io: Io) {
  if (path === undefined) return { findings: [], staleFiles: [] };
  const report = readReport(path, io.cwd);
  const base = basePath === undefined ? [] : readReport(basePath, io.cwd).findings;
  return { findings: newFindings(report.findings, base), staleFiles: report.staleFiles.map(({ path }) => path) };
}
