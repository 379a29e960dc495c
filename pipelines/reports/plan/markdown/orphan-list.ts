import { inlineCode } from '../../markdown/escape.ts';
import { count } from '../../summary.ts';
import { bulletList, folded } from './blocks.ts';
import type { EnvironmentView } from './view.ts';

/** Secrets of ours in AWS that nothing declares any more. Keywright leaves them alone, so they cost money until then. */
export function orphanList({ orphans, environment }: EnvironmentView, maxItems: number): readonly string[] {
  if (orphans.length === 0) return [];
  const items = orphans.map(({ name }) => inlineCode(name));
  const advice =
    'Nothing declares these any more. Declare them with `state: absent` to delete them, ' +
    `or let go of them with ${inlineCode(`keywright release NAME --env ${environment.name}`)}.`;
  return [
    folded(`${count(orphans.length, 'orphan')} left alone`, [advice, '', ...bulletList(items, maxItems)].join('\n')),
  ];
}
