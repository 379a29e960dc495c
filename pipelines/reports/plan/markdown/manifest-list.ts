import { inlineCode } from '../../markdown/escape.ts';
import { count } from '../../summary.ts';
import { bulletList, folded } from './blocks.ts';
import { removesConsumer } from './impact.ts';
import { manifestName } from './manifest-name.ts';
import type { EnvironmentView } from './view.ts';

/** The generated Kubernetes objects that differ from the base branch; lost consumers stand in an alert as well. */
export function manifestList({ manifests }: EnvironmentView, maxItems: number): readonly string[] {
  if (manifests.length === 0) return [];
  const sorted = [...manifests].sort((a, b) => Number(removesConsumer(b)) - Number(removesConsumer(a)));
  const items = sorted.map((change) => {
    const { object, verb } = manifestName(change.id);
    return `${removesConsumer(change) ? '🔴 ' : ''}${verb} ${inlineCode(object)}`;
  });
  return [folded(`${count(manifests.length, 'Kubernetes manifest')} changed`, bulletList(items, maxItems).join('\n'))];
}
