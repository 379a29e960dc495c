import type { LocalEndpoint } from '../../../runtime/local/options.ts';
import type { FakeGitHub } from '../fake/server.ts';

/** What a workflow run happens in. */
export type World = {
  readonly github: FakeGitHub;
  readonly aws: LocalEndpoint;
  /** The repository, with every commit that is checked out. */
  readonly origin: string;
  /** Holds action.yml and the action's bundle. */
  readonly keywright: string;
  readonly event: Event;
  /** Secrets by environment. */
  readonly secrets: { readonly [environment: string]: { readonly [name: string]: string } };
  readonly variables: { readonly [name: string]: string };
  /** Whether the reviewers of that environment let a job go on. */
  readonly approves: (environment: string) => boolean;
};

export type Event = {
  readonly name: 'pull_request' | 'merge_group' | 'push' | 'schedule';
  /** The workflow's file in .github/workflows of the repository. */
  readonly workflow: string;
  readonly runId: number;
  readonly sha: string;
  readonly ref: string;
  readonly actor: string;
  readonly payload: { readonly [key: string]: unknown };
  /** Of a fork's pull request or Dependabot's: the token reads, and there are no secrets and no OIDC token. */
  readonly isUntrusted: boolean;
};

/** `waiting`: its reviewers have not answered. */
export type Result = 'success' | 'failure' | 'skipped' | 'waiting';
export type StepOutcome = { readonly name: string; readonly result: Result; readonly log: string };
export type JobOutcome = {
  readonly id: string;
  readonly result: Result;
  readonly outputs: { readonly [name: string]: string };
  readonly steps: readonly StepOutcome[];
  /** What its steps wrote to the job summary. */
  readonly summary: string;
};

export const DEFAULT_BRANCH = 'main';
export const KEYWRIGHT = { repository: 'example-org/keywright', sha: '1'.repeat(40) };
