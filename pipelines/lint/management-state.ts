import type { DesiredSecret } from '../../schemas/types.ts';
import type { Run } from '../rules/context.ts';

/** What a secret is to Keywright; rules say which of these they look at (`alsoFor`). */
export type ManagementState = 'managed' | 'unmanaged' | 'absent';

export function managementStateOf({ spec }: DesiredSecret): ManagementState {
  if (!spec.manage) return 'unmanaged';
  return spec.state === 'absent' ? 'absent' : 'managed';
}

/** The runs that look at each subject, worked out once and not for each secret. */
export function groupByManagementState<Context>(runs: readonly Run<Context>[]): {
  readonly [subject in ManagementState]: readonly Run<Context>[];
} {
  const alsoFor = (subject: 'unmanaged' | 'absent') => runs.filter(({ rule }) => rule.alsoFor?.includes(subject));
  return { managed: runs, unmanaged: alsoFor('unmanaged'), absent: alsoFor('absent') };
}
