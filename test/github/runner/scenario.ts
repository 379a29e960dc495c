import { loadEstate } from '../../../pipelines/declarations/estate.ts';
import { applyPolicy } from '../../../pipelines/iam/apply-policy.ts';
import { planPolicy } from '../../../pipelines/iam/plan-policy.ts';
import type { LocalEndpoint } from '../../../runtime/local/options.ts';
import { startLocalEndpoint } from '../../../runtime/local/server.ts';
import { type FakeGitHub, startFakeGitHub } from '../fake/server.ts';
import { createRepository, type Repository } from './repository.ts';
import { type RunOutcome, runWorkflow } from './run-workflow.ts';
import type { Settings } from './workflow.ts';
import { DEFAULT_BRANCH, type Event, type World } from './world.ts';

export type Scenario = {
  readonly github: FakeGitHub;
  readonly aws: LocalEndpoint;
  readonly repository: Repository;
  /** Opens or updates a pull request for the branch and runs its workflow. */
  readonly openPullRequest: (number: number, branch: string, who?: Partial<Author>) => Promise<RunOutcome>;
  readonly queueMerge: (branch: string) => Promise<RunOutcome>;
  readonly merge: (number: number, branch: string) => void;
  /** Runs a scheduled workflow; `approves` says which environments' reviewers agree. */
  readonly run: (workflow: string, approves?: World['approves']) => Promise<RunOutcome>;
  readonly end: () => Promise<void>;
};

type Author = { readonly actor: string; readonly repository: string };

/** A repository, a fake GitHub and the embedded AWS endpoint, in which workflows run. */
export async function startScenario({ subfolder = '.', variables = {} } = {}): Promise<Scenario> {
  const github = await startFakeGitHub();
  const repository = createRepository(subfolder);
  const aws = await startAws(repository.root);
  const inputs = subfolder === '.' ? {} : { directory: subfolder };
  const run = createRun({ github, aws, variables }, repository, inputs);
  const defaults = { payload: { repository: { default_branch: DEFAULT_BRANCH } }, isUntrusted: false };

  return {
    ...{ github, aws, repository },
    openPullRequest: (number, branch, { actor = 'ada', repository: from = github.state.repository } = {}) => {
      const isFork = from !== github.state.repository;
      const head = { sha: repository.sha(branch), repo: { id: isFork ? 2 : 1, full_name: from } };
      const pull = { number, head, base: { sha: repository.sha(DEFAULT_BRANCH), ref: DEFAULT_BRANCH } };
      github.state.pulls = github.state.pulls.filter((one) => one.number !== number);
      github.state.pulls.push({ ...pull, merged_at: null, updated_at: later() });
      return run({
        ...{ name: 'pull_request', workflow: 'pull-request.yml', actor, ref: `refs/pull/${number}/merge` },
        sha: repository.trialMerge(branch),
        payload: { ...defaults.payload, pull_request: pull },
        isUntrusted: isFork || actor === 'dependabot[bot]',
      });
    },
    queueMerge: (branch) =>
      run({
        ...{ name: 'merge_group', workflow: 'pull-request.yml', actor: 'ada', isUntrusted: false },
        ref: `refs/heads/gh-readonly-queue/${DEFAULT_BRANCH}/${branch}`,
        sha: repository.trialMerge(branch),
        payload: { ...defaults.payload, merge_group: { base_sha: repository.sha(DEFAULT_BRANCH) } },
      }),
    merge: (number, branch) => {
      repository.merge(branch);
      const pull = github.state.pulls.find((one) => one.number === number);
      if (pull !== undefined) Object.assign(pull, { merged_at: later(), updated_at: later() });
    },
    run: (workflow, approves) => {
      const ref = `refs/heads/${DEFAULT_BRANCH}`;
      const event = { name: 'schedule', workflow, actor: 'github-actions[bot]', ref } as const;
      return run({ ...defaults, ...event, sha: repository.sha(DEFAULT_BRANCH) }, approves);
    },
    end: async () => {
      await Promise.all([github.close(), aws.close()]);
      repository.remove();
    },
  };
}

/** Runs workflows and remembers their results, as GitHub does. */
function createRun(around: Pick<World, 'github' | 'aws' | 'variables'>, { folder }: Repository, inputs: Settings) {
  const secrets = { prod: { DATADOG_API_KEY: 'a-key', DATADOG_APP_KEY: 'b-key' } };
  const world = { ...around, origin: folder, keywright: process.cwd(), secrets };
  let runId = 1_000;
  return async (event: Omit<Event, 'runId'>, approves: World['approves'] = () => false): Promise<RunOutcome> => {
    runId += 1;
    const outcome = await runWorkflow({ ...world, event: { ...event, runId }, approves }, inputs);
    around.github.state.runs.push({ id: runId, created_at: later(), head_sha: event.sha, status: outcome.result });
    return outcome;
  };
}

/** Each account with its two roles, which may do what `init --print-iam` says, and an administrator. */
function startAws(root: string): Promise<LocalEndpoint> {
  const { environments, desired } = loadEstate(root).estate;
  const roles = environments.flatMap((environment) => {
    const { accountId } = environment.spec.aws;
    const own = desired.filter((secret) => secret.environment === environment.name);
    return [
      { key: `PLAN${accountId}`, accountId, policy: planPolicy(environment) },
      { key: `APPLY${accountId}`, accountId, policy: applyPolicy(environment, own) },
      { key: `ADMIN${accountId}`, accountId, policy: ADMINISTRATOR },
    ];
  });
  return startLocalEndpoint({
    accounts: Object.fromEntries(roles.map(({ key, accountId }) => [key, accountId])),
    policies: Object.fromEntries(roles.map(({ key, policy }) => [key, policy])),
  });
}

const ADMINISTRATOR = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };

let seconds = 0;

/** Ever later times, so that what happened after something else says so. */
function later(): string {
  seconds += 1;
  return new Date(Date.UTC(2026, 10, 23) + seconds * 1_000).toISOString().replace('.000Z', 'Z');
}
