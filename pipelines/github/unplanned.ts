import { statusBody } from './comment-body.ts';
import type { Marker } from './marker.ts';

/** The folder of the declarations, the commit to plan, and the run's web address, null outside GitHub Actions. */
export type WorkflowRun = { readonly root: string; readonly head: string; readonly runUrl: string | null };

/**
 * Comments on environments without a plan.
 * @param expected environments that should have one
 * @param former environments that only earlier commits of the pull request changed
 */
export function unplannedBodies(
  { root, head, runUrl }: WorkflowRun,
  expected: readonly string[],
  former: readonly string[],
): readonly string[] {
  const markerOf = (environment: string): Marker => ({ kind: 'plan', root, environment, head, digest: '' });
  const where = runUrl === null ? 'the log' : `[the run](${runUrl})`;
  return [
    ...expected.map((environment) =>
      statusBody(markerOf(environment), { icon: '❌', text: 'could not be planned' }, `See ${where}.`),
    ),
    ...former.map((environment) =>
      statusBody(markerOf(environment), { icon: '⚪', text: 'not touched any more' }, NOT_TOUCHED),
    ),
  ];
}

const NOT_TOUCHED = 'An earlier commit of this pull request concerned this environment; the latest does not.';
