import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { startLocalEndpoint } from '../../../pipelines/local/server.ts';
import { bundle } from '../../support/run-cli.ts';
import { startFakeGitHub } from '../fake/server.ts';
import { runWorkflow } from './run-workflow.ts';
import { DEFAULT_BRANCH, type Event, type World } from './world.ts';

const ACCOUNTS = ['111122223333', '444455556666'];

/** May not read any value, nor write anything. */
const PLAN_POLICY = {
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Action: ['secretsmanager:List*', 'secretsmanager:DescribeSecret'], Resource: '*' },
    { Effect: 'Allow', Action: ['secretsmanager:GetResourcePolicy', 'kms:DescribeKey', 'sts:*'], Resource: '*' },
    { Effect: 'Deny', Action: ['secretsmanager:GetSecretValue', 'secretsmanager:BatchGetSecretValue'], Resource: '*' },
  ],
};
const ADMINISTRATOR = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };

export type Scenario = {
  readonly world: Omit<World, 'event' | 'approves'>;
  /** Writes files, generates manifests, commits all, and returns the commit. null deletes a file. */
  readonly commit: (branch: string, files: { readonly [path: string]: string | null }) => string;
  /** Opens or updates a pull request for the branch and runs its workflow. */
  readonly openPullRequest: (number: number, branch: string, who?: Partial<Author>) => ReturnType<typeof runWorkflow>;
  readonly merge: (number: number, branch: string) => void;
  readonly run: (workflow: string, approves?: (environment: string) => boolean) => ReturnType<typeof runWorkflow>;
  readonly read: (path: string) => string;
  readonly end: () => Promise<void>;
};

type Author = { readonly actor: string; readonly repository: string };

/** This repository's own estate and workflows as somebody's repository, a fake GitHub, and the embedded AWS endpoint. */
export async function startScenario(): Promise<Scenario> {
  const github = await startFakeGitHub();
  const keys = ACCOUNTS.flatMap((account) => [`PLAN${account}`, `APPLY${account}`]);
  const aws = await startLocalEndpoint({
    accounts: Object.fromEntries(keys.map((key) => [key, key.slice(-12)])),
    policies: Object.fromEntries(keys.map((key) => [key, key.startsWith('PLAN') ? PLAN_POLICY : ADMINISTRATOR])),
  });
  const origin = createRepository();
  const git = (...args: readonly string[]) => execFileSync('git', args, { cwd: origin, encoding: 'utf8' }).trim();
  const secrets = { prod: { DATADOG_API_KEY: 'a-key', DATADOG_APP_KEY: 'b-key' } };
  const world = { github, aws, origin, keywright: process.cwd(), secrets, variables: {} };
  let runId = 1_000;
  const start = async (event: Omit<Event, 'runId'>, approves: World['approves'] = () => false) => {
    const outcome = await runWorkflow({ ...world, event: { ...event, runId: ++runId }, approves });
    github.state.runs.push({ id: runId, created_at: later(), head_sha: event.sha, status: outcome.result });
    return outcome;
  };

  return {
    world,
    commit: (branch, files) => {
      git(
        'checkout',
        '--quiet',
        '-B',
        branch,
        branch === DEFAULT_BRANCH || isBranch(git, branch) ? branch : DEFAULT_BRANCH,
      );
      for (const [path, text] of Object.entries(files)) change(join(origin, path), text);
      // Where the declarations are broken on purpose, this does nothing.
      spawnSync(process.execPath, [bundle, 'generate', '--dir', origin], { stdio: 'pipe' });
      git('add', '--all');
      git('commit', '--quiet', '--message', 'Change');
      const sha = git('rev-parse', 'HEAD');
      git('checkout', '--quiet', DEFAULT_BRANCH);
      return sha;
    },
    openPullRequest: (number, branch, { actor = 'ada', repository = github.state.repository } = {}) => {
      const head = git('rev-parse', branch);
      const isFork = repository !== github.state.repository;
      git('checkout', '--quiet', '--detach', DEFAULT_BRANCH);
      git('merge', '--quiet', '--no-ff', '--message', 'Merge', branch);
      const sha = git('rev-parse', 'HEAD');
      git('checkout', '--quiet', DEFAULT_BRANCH);
      const repo = { id: isFork ? 2 : 1, full_name: repository };
      const pull = {
        number,
        head: { sha: head, repo },
        base: { sha: git('rev-parse', DEFAULT_BRANCH), ref: DEFAULT_BRANCH },
      };
      github.state.pulls = github.state.pulls.filter((one) => one.number !== number);
      github.state.pulls.push({ ...pull, merged_at: null, updated_at: later() });
      return start({
        ...{ name: 'pull_request', workflow: 'pull-request.yml', sha, ref: `refs/pull/${number}/merge`, actor },
        payload: { pull_request: pull, repository: { default_branch: DEFAULT_BRANCH } },
        isUntrusted: isFork || actor === 'dependabot[bot]',
      });
    },
    merge: (number, branch) => {
      git('merge', '--quiet', '--no-ff', '--message', `Merge #${number}`, branch);
      const pull = github.state.pulls.find((one) => one.number === number);
      if (pull !== undefined) Object.assign(pull, { merged_at: later(), updated_at: later() });
    },
    run: (workflow, approves) =>
      start(
        {
          ...{ name: 'schedule', workflow, sha: git('rev-parse', DEFAULT_BRANCH), ref: `refs/heads/${DEFAULT_BRANCH}` },
          ...{
            actor: 'github-actions[bot]',
            payload: { repository: { default_branch: DEFAULT_BRANCH } },
            isUntrusted: false,
          },
        },
        approves,
      ),
    read: (path) => readFileSync(join(origin, path), 'utf8'),
    end: async () => {
      await Promise.all([github.close(), aws.close()]);
      rmSync(origin, { recursive: true, force: true });
    },
  };
}

function createRepository(): string {
  const origin = mkdtempSync(join(tmpdir(), 'keywright-origin-'));
  for (const path of ['secrets.d', 'manifests', '.github']) cpSync(path, join(origin, path), { recursive: true });
  const git = (...args: readonly string[]) => execFileSync('git', args, { cwd: origin, stdio: 'pipe' });
  git('init', '--quiet', '--initial-branch', DEFAULT_BRANCH);
  for (const [name, value] of [
    ['user.name', 'Ada'],
    ['user.email', 'ada@example.org'],
    ['uploadpack.allowAnySHA1InWant', 'true'],
  ]) {
    git('config', name ?? '', value ?? '');
  }
  git('add', '--all');
  git('commit', '--quiet', '--message', 'Declare the estate');
  return origin;
}

function isBranch(git: (...args: readonly string[]) => string, name: string): boolean {
  return git('branch', '--list', name) !== '';
}

function change(path: string, text: string | null): void {
  mkdirSync(dirname(path), { recursive: true });
  if (text === null) rmSync(path);
  else writeFileSync(path, text);
}

let seconds = 0;

/** Ever later times, so that what happened after something else says so. */
function later(): string {
  seconds += 1;
  return new Date(Date.UTC(2026, 10, 23) + seconds * 1_000).toISOString().replace('.000Z', 'Z');
}
