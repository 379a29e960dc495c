import type { CheckRun, GitHubState, Issue } from './state.ts';

export type Call = {
  readonly state: GitHubState;
  readonly login: string;
  readonly path: { readonly [name: string]: string };
  readonly query: { readonly [name: string]: string };
  /** Already held against GitHub's description. */
  readonly body: { readonly [name: string]: unknown };
};

export type Reply = { readonly status: number; readonly data?: unknown; readonly location?: string };

/** What each operation does to the state, by its id in GitHub's description. */
export const operations: { readonly [id: string]: (call: Call) => Reply } = {
  'issues/list-comments': ({ state, path }) =>
    ok(state.comments.filter(({ issue }) => issue === Number(path.issue_number))),
  'issues/create-comment': ({ state, login, path, body }) => {
    const id = state.nextId++;
    const issue = Number(path.issue_number);
    const html_url = `${webUrl(state)}/pull/${issue}#issuecomment-${id}`;
    const comment = { id, issue, html_url, body: String(body.body), user: { login } };
    state.comments.push(comment);
    return { status: 201, data: comment };
  },
  'issues/update-comment': ({ state, path, body }) => {
    const comment = state.comments.find(({ id }) => id === Number(path.comment_id));
    if (comment === undefined) return { status: 404 };
    comment.body = String(body.body);
    return ok(comment);
  },
  'issues/delete-comment': ({ state, path }) => {
    const before = state.comments.length;
    state.comments = state.comments.filter(({ id }) => id !== Number(path.comment_id));
    return { status: state.comments.length < before ? 204 : 404 };
  },
  'issues/list-for-repo': ({ state, query }) =>
    ok(
      state.issues.filter(
        (issue) =>
          (query.state === 'all' || issue.state === (query.state ?? 'open')) &&
          (query.labels ?? '').split(',').every((label) => issue.labels.some(({ name }) => name === label)),
      ),
    ),
  'issues/create': ({ state, login, body }) => {
    const number = state.nextId++;
    const labels = (body.labels as string[]).map((name) => ({ name }));
    const fields = { title: String(body.title), body: String(body.body), labels };
    const html_url = `${webUrl(state)}/issues/${number}`;
    const issue: Issue = { number, html_url, user: { login }, state: 'open', state_reason: null, ...fields };
    state.issues.push(issue);
    return { status: 201, data: issue };
  },
  'issues/update': ({ state, path, body }) => {
    const issue = state.issues.find(({ number }) => number === Number(path.issue_number));
    if (issue === undefined) return { status: 404 };
    return ok(Object.assign(issue, body));
  },
  'issues/create-label': ({ state, body }) => {
    const name = String(body.name);
    if (state.labels.includes(name)) return { status: 422 };
    state.labels.push(name);
    return { status: 201, data: { name } };
  },
  'checks/list-for-ref': ({ state, path, query }) => {
    const runs = state.checkRuns.filter(({ head_sha, name }) => head_sha === path.ref && name === query.check_name);
    return ok({ total_count: runs.length, check_runs: runs });
  },
  'checks/create': ({ state, body }) => {
    const id = state.nextId++;
    const run = { id, html_url: `${webUrl(state)}/runs/${id}`, ...checkFields(body), annotations: [] };
    state.checkRuns.push(run);
    addAnnotations(run, body);
    return { status: 201, data: run };
  },
  'checks/update': ({ state, path, body }) => {
    const run = state.checkRuns.find(({ id }) => id === Number(path.check_run_id));
    if (run === undefined) return { status: 404 };
    const { head_sha } = run;
    addAnnotations(Object.assign(run, checkFields(body), { head_sha }), body);
    return ok(run);
  },
  'pulls/get': ({ state, path }) => {
    const pull = state.pulls.find(({ number }) => number === Number(path.pull_number));
    return pull === undefined ? { status: 404 } : ok(pull);
  },
  'pulls/list': ({ state, query }) =>
    ok(
      state.pulls
        .filter(
          (pull) =>
            (query.base === undefined || pull.base.ref === query.base) && (query.state !== 'closed' || pull.merged_at),
        )
        .sort((a, b) => (a.updated_at > b.updated_at ? -1 : 1)),
    ),
  'repos/get-environment': ({ state, path }) =>
    state.reviewed.includes(path.environment_name ?? '')
      ? ok({ name: path.environment_name, protection_rules: [{ id: 1, type: 'required_reviewers' }] })
      : { status: 404 },
  'actions/list-workflow-runs': ({ state, query }) => {
    const runs = state.runs.filter(({ status }) => query.status === undefined || status === query.status);
    return ok({ total_count: runs.length, workflow_runs: [...runs].sort((a, b) => b.id - a.id) });
  },
  'actions/list-artifacts-for-repo': ({ state, query }) => {
    const artifacts = state.artifacts.filter(({ name }) => query.name === undefined || name === query.name);
    const shown = [...artifacts].sort((a, b) => b.id - a.id).map(({ zip: _zip, ...rest }) => rest);
    return ok({ total_count: shown.length, artifacts: shown });
  },
  'actions/download-artifact': ({ path }) => ({ status: 302, location: `/storage/${path.artifact_id}` }),
};

function ok(data: unknown): Reply {
  return { status: 200, data };
}

function webUrl({ repository }: GitHubState): string {
  return `https://github.com/${repository}`;
}

function checkFields(body: Call['body']): Pick<CheckRun, 'name' | 'head_sha' | 'conclusion' | 'output'> {
  const { name, head_sha, conclusion, output } = body as CheckRun;
  return { name, head_sha, conclusion, output: { title: output.title, summary: output.summary } };
}

function addAnnotations(run: CheckRun, body: Call['body']): void {
  const { annotations = [] } = (body as { output: { annotations?: object[] } }).output;
  run.annotations.push(...annotations);
}
