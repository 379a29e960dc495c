import type { RestEndpointMethodTypes } from '@octokit/rest';

type Api = RestEndpointMethodTypes;
type Item<Group extends keyof Api, Name extends keyof Api[Group]> = Api[Group][Name] extends {
  response: { data: infer Data };
}
  ? Data
  : never;

/** What of GitHub's own objects Keywright reads, in GitHub's own types. */
export type Comment = Pick<Item<'issues', 'createComment'>, 'id' | 'html_url' | 'body'> & {
  readonly user: { readonly login: string };
  readonly issue: number;
};
export type Issue = {
  readonly number: number;
  readonly html_url: string;
  readonly user: { readonly login: string };
  title: string;
  body: string;
  state: 'open' | 'closed';
  state_reason: string | null;
  labels: { readonly name: string }[];
};
export type CheckRun = Pick<Item<'checks', 'create'>, 'id' | 'html_url' | 'name' | 'head_sha' | 'conclusion'> & {
  output: { title: string; summary: string };
  annotations: object[];
};
export type Pull = Pick<Item<'pulls', 'list'>[number], 'number' | 'merged_at' | 'updated_at'> & {
  readonly head: { readonly sha: string; readonly repo: { readonly full_name: string } };
  readonly base: { readonly ref: string };
};
export type WorkflowRun = {
  readonly id: number;
  readonly created_at: string;
  readonly head_sha: string;
  readonly status: string;
};
export type Artifact = {
  readonly id: number;
  readonly name: string;
  readonly expired: boolean;
  readonly created_at: string;
  readonly workflow_run: {
    readonly id: number;
    readonly head_sha: string;
    readonly head_repository_id: number;
    readonly repository_id: number;
  };
  readonly zip: Buffer;
};

export type Level = 'read' | 'write';
export type Token = { readonly login: string; readonly permissions: { readonly [scope: string]: Level } };

/** How the fake misbehaves on one request: `lost` does the work and then drops the connection. */
export type Fault = 'bad-gateway' | 'lost' | 'secondary-limit' | 'primary-limit';
export type FaultRule = { readonly operation: string; readonly fault: Fault; times: number };

export type GitHubState = {
  /** `owner/name`. */
  repository: string;
  tokens: Map<string, Token>;
  comments: Comment[];
  issues: Issue[];
  labels: string[];
  checkRuns: CheckRun[];
  pulls: Pull[];
  runs: WorkflowRun[];
  artifacts: Artifact[];
  faults: FaultRule[];
  /** Environments that have required reviewers. */
  reviewed: string[];
  /** Every request: `operation` is the id in GitHub's description. */
  requests: { readonly operation: string; readonly token: string }[];
  /** What GitHub's description, limits or permissions would have refused. */
  violations: string[];
  nextId: number;
};

export const WORKFLOW_LOGIN = 'github-actions[bot]';

export function emptyState(): GitHubState {
  const permissions = {
    contents: 'read',
    issues: 'write',
    'pull-requests': 'write',
    checks: 'write',
    actions: 'read',
  } as const;
  return {
    repository: 'example-org/kafka-platform',
    tokens: new Map([['workflow-token', { login: WORKFLOW_LOGIN, permissions }]]),
    comments: [],
    issues: [],
    labels: [],
    checkRuns: [],
    pulls: [],
    runs: [],
    artifacts: [],
    faults: [],
    reviewed: [],
    requests: [],
    violations: [],
    nextId: 1,
  };
}
