import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { connect } from '../../github/connection.ts';
import { orRemedy } from '../../github/failure.ts';
import { type Branch, reviewedPlans } from '../../github/reviewed-plans.ts';
import { CommandError } from '../../io/command-error.ts';
import { type Command, EXIT, type Io } from '../../io/io.ts';
import type { reviewedPlansOptions } from '../options/github.ts';

/**
 * Fetches the plans that were reviewed on pull requests merged since the last complete reconcile, for `apply --plan`.
 */
export const reviewedPlansCommand: Command<typeof reviewedPlansOptions> = async (invocation, io) =>
  (await fetchReviewedPlans(invocation, io)).status;

export type Fetched = {
  /** Exit status. */
  readonly status: number;
  /** Numbers of the merged pull requests, including those that left no plan. */
  readonly pullNumbers: readonly number[];
};

/** The work of `reviewed-plans`. */
export const fetchReviewedPlans: Command<typeof reviewedPlansOptions, Fetched> = async ({ options }, io) => {
  const connection = connect(io.env);
  const folder = resolve(io.cwd, options.out ?? '.');
  const branch = branchOf(io);
  const pullNumbers: number[] = [];
  mkdirSync(folder, { recursive: true });
  for (const environment of environmentsOf(options.env)) {
    const reviewed = await orRemedy('actions: read, pull-requests: read', () =>
      reviewedPlans(connection, environment, branch),
    );
    for (const { pullNumber, plan } of reviewed) {
      const path = join(folder, `${environment}-${pullNumber}.json`);
      if (plan !== null) writeFileSync(path, plan);
      io.data(`${environment}: #${pullNumber} ${plan === null ? 'left no plan' : path}\n`);
      pullNumbers.push(pullNumber);
    }
  }
  return { status: EXIT.ok, pullNumbers };
};

function environmentsOf(names: readonly string[]): readonly string[] {
  if (names.length > 0) return names;
  throw new CommandError('Name the environments with --env.', EXIT.usage);
}

/** The running workflow and its branch, as GitHub Actions names them. */
function branchOf({ env }: Io): Branch {
  const match = /\/\.github\/workflows\/([^@/]+)@refs\/heads\/(.+)$/.exec(env.GITHUB_WORKFLOW_REF ?? '');
  const [, workflow, name] = match ?? [];
  if (workflow !== undefined && name !== undefined) return { workflow, name };
  throw new CommandError('GITHUB_WORKFLOW_REF names no workflow on a branch; run this in a reconcile.', EXIT.usage);
}
