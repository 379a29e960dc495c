import type { DesiredSecret } from '../../schemas/types.ts';
import type { Run } from '../rules/context.ts';

/** How Keywright treats a secret; each rule says which of these it looks at (`alsoFor`). */
export type ManagementState = 'managed' | 'unmanaged' | 'absent';

export function managementStateOf({ spec }: DesiredSecret): ManagementState {
  if (!spec.manage) return 'unmanaged';
  return spec.state === 'absent' ? 'absent' : 'managed';
}

/** The runs that look at each state, computed once instead of for each secret. */
export function groupByManagementState<Context>(runs: readonly Run<Context>[]): {
  readonly [subject in ManagementState]: readonly Run<Context>[];
} {
  const alsoFor = (subject: 'unmanaged' | 'absent') => runs.filter(({ rule }) => rule.alsoFor?.includes(subject));
  return { managed: runs, unmanaged: alsoFor('unmanaged'), absent: alsoFor('absent') };
}
