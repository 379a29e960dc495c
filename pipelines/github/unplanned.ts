import { statusBody } from './comment-body.ts';
import type { Marker } from './marker.ts';

/** The folder of the declarations, the commit that was to be planned, and the run's web address, null outside GitHub Actions. */
export type WorkflowRun = { readonly root: string; readonly head: string; readonly runUrl: string | null };

/**
 * Comments on environments without a plan.
 * @param expected those that should have had one
 * @param former those that only earlier commits of the pull request touched
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
