import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import type { Plan } from '../../schemas/plan.ts';
import { type CliResult, runCli } from '../support/run-cli.ts';
import { type FakeGitHub, startFakeGitHub } from './fake/server.ts';
import { WORKFLOW_LOGIN } from './fake/state.ts';

export const HEAD = '0a1b2c3d4e5f60718293a4b5c6d7e8f901234567';

/** A repository with pull request 7 on a fake GitHub, and the command line run as its workflow would. */
export type Session = {
  readonly github: FakeGitHub;
  readonly folder: string;
  readonly write: (name: string, content: unknown) => string;
  readonly run: (...args: readonly string[]) => Promise<CliResult>;
  readonly end: () => Promise<void>;
};

/**
 * A test with a session of its own, so that tests can wait for GitHub's pace at the same time. Fails on requests that
 * GitHub would refuse, but for those that the test takes out of `violations` itself.
 */
export function inSession(body: (session: Session) => Promise<void>): () => Promise<void> {
  return async () => {
    const session = await startSession();
    try {
      await body(session);
      expect(session.github.state.violations).toEqual([]);
    } finally {
      await session.end();
    }
  };
}

export async function startSession(): Promise<Session> {
  const github = await startFakeGitHub();
  const folder = mkdtempSync(join(tmpdir(), 'keywright-github-'));
  const write = (name: string, content: unknown) => {
    const path = join(folder, name);
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
    return path;
  };
  const env = {
    GITHUB_ACTIONS: 'true',
    GITHUB_TOKEN: 'workflow-token',
    GITHUB_REPOSITORY: github.state.repository,
    GITHUB_API_URL: github.url,
    GITHUB_RUN_ID: '42',
    GITHUB_SHA: HEAD,
    GITHUB_WORKFLOW_REF: `${github.state.repository}/.github/workflows/reconcile.yml@refs/heads/main`,
    GITHUB_WORKSPACE: folder,
    GITHUB_EVENT_PATH: write('event.json', { pull_request: { number: 7, head: { sha: HEAD } } }),
  };
  return {
    github,
    folder,
    write,
    run: (...args) => runCli(args, { cwd: folder, env }),
    end: async () => {
      rmSync(folder, { recursive: true, force: true });
      await github.close();
    },
  };
}

/** Runs `keywright github comment` with one plan file each. */
export function comment({ run, write }: Session, plans: readonly Plan[], ...more: readonly string[]) {
  const files = plans.flatMap((plan, index) => ['--plan', write(`plan-${index}.json`, plan)]);
  return run('github', 'comment', ...files, ...more);
}

/** Bodies of the comments that the workflow's own login wrote, oldest first. */
export function ownBodies({ github }: Session): readonly string[] {
  return github.state.comments.filter(({ user }) => user.login === WORKFLOW_LOGIN).map(({ body }) => body ?? '');
}

export function writesOf({ github }: Session): readonly string[] {
  const isWrite = (operation: string) => /create|update|delete/.test(operation);
  return github.state.requests.map(({ operation }) => operation).filter(isWrite);
}
