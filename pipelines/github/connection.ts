import { readFileSync } from 'node:fs';
import { retry } from '@octokit/plugin-retry';
import { throttling } from '@octokit/plugin-throttling';
import { Octokit } from '@octokit/rest';
import manifest from '../../package.json' with { type: 'json' };
import { CommandError } from '../io/command-error.ts';
import { EXIT, type Io } from '../io/io.ts';

const Client = Octokit.plugin(retry, throttling);

export type Connection = {
  readonly client: InstanceType<typeof Client>;
  readonly owner: string;
  readonly repo: string;
  /** `https://github.com/OWNER/NAME`, or the same on another server. */
  readonly repositoryUrl: string;
  /** Web address of this workflow run; null outside GitHub Actions. */
  readonly runUrl: string | null;
};

/** Connects to the repository that GitHub Actions names in environment variables; elsewhere, set the same variables. */
export function connect(env: Io['env']): Connection {
  const [owner = '', repo = ''] = required(env, 'GITHUB_REPOSITORY', 'as OWNER/NAME').split('/');
  const repositoryUrl = `${env.GITHUB_SERVER_URL ?? 'https://github.com'}/${owner}/${repo}`;
  const client = new Client({
    auth: required(env, 'GITHUB_TOKEN', 'to a token for the repository'),
    baseUrl: env.GITHUB_API_URL ?? 'https://api.github.com',
    userAgent: `keywright/${manifest.version}`,
    log: { debug: ignore, info: ignore, warn: ignore, error: ignore },
    throttle: { onRateLimit: isWorthWaiting, onSecondaryRateLimit: isWorthWaiting },
  });
  const runUrl = env.GITHUB_RUN_ID === undefined ? null : `${repositoryUrl}/actions/runs/${env.GITHUB_RUN_ID}`;
  return { client, owner, repo, repositoryUrl, runUrl };
}

/** Waiting for a rate limit of more than two minutes costs more of a job's time than the post is worth. */
function isWorthWaiting(retryAfterSeconds: number, _options: object, _client: object, retryCount: number): boolean {
  return retryAfterSeconds <= 120 && retryCount < 2;
}

function ignore(): void {}

function required(env: Io['env'], name: string, meaning: string): string {
  const value = env[name];
  if (value) return value;
  throw new CommandError(`${name} is not set; GitHub Actions sets it, elsewhere set it ${meaning}.`, EXIT.usage);
}

export type PullRequest = { readonly number: number; readonly head: string };

/** The pull request of the event that started the workflow; null for every other event. */
export function eventPullRequest(env: Io['env']): PullRequest | null {
  const { pull_request: pull } = readEvent(env);
  return pull === undefined ? null : { number: pull.number, head: pull.head.sha };
}

type Event = { readonly pull_request?: { readonly number: number; readonly head: { readonly sha: string } } };

function readEvent(env: Io['env']): Event {
  return env.GITHUB_EVENT_PATH === undefined ? {} : JSON.parse(readFileSync(env.GITHUB_EVENT_PATH, 'utf8'));
}
