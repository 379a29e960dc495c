import type { LocatedFinding, Severity } from '../../schemas/types.ts';
import type { Connection } from './connection.ts';
import { createOnce, NO_RETRIES } from './create-once.ts';

export type CheckReport = {
  readonly name: string;
  readonly head: string;
  readonly conclusion: 'success' | 'neutral' | 'failure';
  readonly title: string;
  /** Markdown, at most 65,535 characters. */
  readonly summary: string;
  readonly annotations: readonly LocatedFinding[];
};

/** GitHub accepts 50 annotations per request; the rest are added by updates of the same check run. */
const ANNOTATIONS_PER_REQUEST = 50;

/** Creates the check run of that name on that commit, or replaces the output of an earlier attempt. */
export async function putCheckRun(connection: Connection, report: CheckReport): Promise<string> {
  const { client, owner, repo } = connection;
  const { name, head, conclusion, title, summary } = report;
  const [first = [], ...batches] = inBatches(report.annotations.map(toAnnotation));
  const output = { title, summary };
  const content = { owner, repo, name, status: 'completed' as const, conclusion };
  const existing = await findCheckRun(connection, report);
  const run =
    existing ??
    (await createOnce(
      async () => {
        const check = { ...content, head_sha: head, output: { ...output, annotations: first } };
        const { data } = await client.rest.checks.create({ ...check, ...NO_RETRIES });
        return { id: data.id, url: data.html_url ?? '' };
      },
      () => findCheckRun(connection, report),
    ));
  const missing = existing === undefined ? batches : [first, ...batches];
  for (const annotations of missing) {
    await client.rest.checks.update({ ...content, check_run_id: run.id, output: { ...output, annotations } });
  }
  return run.url;
}

async function findCheckRun({ client, owner, repo }: Connection, { name, head }: CheckReport) {
  const { data } = await client.rest.checks.listForRef({ owner, repo, ref: head, check_name: name, filter: 'latest' });
  const [run] = data.check_runs;
  return run === undefined ? undefined : { id: run.id, url: run.html_url ?? '' };
}

const LEVELS: { readonly [severity in Severity]: 'failure' | 'warning' | 'notice' } = {
  error: 'failure',
  warning: 'warning',
  info: 'notice',
};

/** Columns are allowed only if the range is on one line. */
function toAnnotation({ file, line, endLine, column, endColumn, severity, rule, message }: LocatedFinding) {
  const columns = line === endLine ? { start_column: column, end_column: Math.max(column, endColumn - 1) } : {};
  const place = { path: file, start_line: line, end_line: endLine, ...columns };
  return { ...place, annotation_level: LEVELS[severity], title: rule, message };
}

function inBatches<Item>(items: readonly Item[]): readonly Item[][] {
  const count = Math.ceil(items.length / ANNOTATIONS_PER_REQUEST);
  return Array.from({ length: count }, (_, index) =>
    items.slice(index * ANNOTATIONS_PER_REQUEST, (index + 1) * ANNOTATIONS_PER_REQUEST),
  );
}
