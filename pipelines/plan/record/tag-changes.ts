import type { Change } from '../../../schemas/plan.ts';
import { changeOf } from '../draft.ts';

type Tags = { readonly [key: string]: string };
type DesiredTags = { readonly [key: string]: string | undefined };

/** Changes that bring the tags in `keys` from `observed` to `desired`, sorted by key. Other tags are ignored. */
export function tagChanges(keys: readonly string[], desired: DesiredTags, observed: Tags): readonly Change[] {
  return [...new Set(keys)].sort().flatMap((key) => {
    const before = observed[key] ?? null;
    const after = desired[key] ?? null;
    return before === after ? [] : [changeOf(['tags', key], before, after)];
  });
}
