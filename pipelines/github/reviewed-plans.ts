import type { Connection } from './connection.ts';
import { unzipTexts } from './unzip.ts';

/** Name of the artifact that the pull-request workflow leaves for each environment, and of the file in it. */
export const planArtifact = (environment: string): string => `keywright-plan-${environment}`;
export const planFile = (environment: string): string => `plan-${environment}.json`;

export type Branch = {
  readonly name: string;
  /** File name of the workflow whose last successful run on the branch was the last complete reconcile. */
  readonly workflow: string;
};

/** A pull request merged since the last complete reconcile; `plan` is null if it left none for the environment. */
export type Reviewed = { readonly pullNumber: number; readonly plan: string | null };

/**
 * The plans, as JSON text, that reviewers saw on pull requests merged since the last complete reconcile, newest first.
 * Plans from forks don't count: a fork's workflow can write any plan.
 */
export async function reviewedPlans(
  connection: Connection,
  environment: string,
  branch: Branch,
): Promise<readonly Reviewed[]> {
  const since = await lastCompleteReconcile(connection, branch);
  const merged = await mergedSince(connection, branch.name, since);
  const artifacts = merged.length === 0 ? [] : await planArtifacts(connection, environment);
  const reviewed: Reviewed[] = [];
  for (const { number, head } of merged) {
    const artifact = artifacts.find(({ workflow_run: run }) => run?.head_sha === head);
    const plan = artifact === undefined ? null : await download(connection, artifact.id, planFile(environment));
    reviewed.push({ pullNumber: number, plan });
  }
  return reviewed;
}

/** When the last successful run began: pull requests merged later may not be applied yet. null: there was none. */
async function lastCompleteReconcile({ client, owner, repo }: Connection, branch: Branch): Promise<string | null> {
  const { data } = await client.rest.actions.listWorkflowRuns({
    ...{ owner, repo, workflow_id: branch.workflow, branch: branch.name, status: 'success', per_page: 1 },
  });
  return data.workflow_runs[0]?.created_at ?? null;
}

/** Without an earlier reconcile, only as many pull requests as fit on this many pages of 100 are looked at. */
const MAX_PAGES = 3;

async function mergedSince({ client, owner, repo }: Connection, base: string, since: string | null) {
  const merged: { readonly number: number; readonly head: string }[] = [];
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    const { data } = await client.rest.pulls.list({
      ...{ owner, repo, base, state: 'closed', sort: 'updated', direction: 'desc', per_page: 100, page },
    });
    for (const { number, merged_at, head } of data) {
      if (merged_at !== null && isSince(merged_at, since)) merged.push({ number, head: head.sha });
    }
    // Merging updates a pull request, so behind an older update there is no later merge.
    if (data.length < 100 || !isSince(data.at(-1)?.updated_at ?? '', since)) break;
  }
  return merged;
}

/** Newest first, so that of several runs on one commit the last counts. */
async function planArtifacts({ client, owner, repo }: Connection, environment: string) {
  const { data } = await client.rest.actions.listArtifactsForRepo({
    ...{ owner, repo, name: planArtifact(environment), per_page: 100 },
  });
  return data.artifacts
    .filter(({ expired, workflow_run: run }) => !expired && run?.head_repository_id === run?.repository_id)
    .sort((a, b) => b.id - a.id);
}

async function download({ client, owner, repo }: Connection, id: number, file: string): Promise<string | null> {
  const { data } = await client.rest.actions.downloadArtifact({ owner, repo, artifact_id: id, archive_format: 'zip' });
  if (!(data instanceof ArrayBuffer)) throw new TypeError('GitHub sent an artifact that is no archive');
  return unzipTexts(Buffer.from(data), (name) => name === file).get(file) ?? null;
}

/** ISO 8601 in UTC to the second, as GitHub writes times, sorts as text. */
function isSince(time: string, since: string | null): boolean {
  return since === null || time >= since;
}
