import { gravestOf, IMPACTS, type Impact, impactsOf } from '../../../../schemas/plan.ts';
import { count } from '../../summary.ts';
import { ICONS, isDangerous, removesConsumer } from './impact.ts';
import type { EnvironmentView } from './view.ts';

export type Headline = { readonly icon: string; readonly text: string };

/**
 * The effect of the plan, in one line: `1 irreversible change, 1 secret deleted, 4 other changes`. If there are
 * dangerous changes, only those are listed by kind.
 */
export function headlineOf(view: EnvironmentView): Headline {
  const counts = countImpacts(view);
  const isRed = view.refusals.length > 0 || [...counts.keys()].some(isDangerous);
  const named = [...counts].filter(([impact]) => !isRed || isDangerous(impact));
  const others = [...counts].filter(([impact]) => isRed && !isDangerous(impact));
  const rest = others.reduce((total, [, number]) => total + number, 0);
  const parts = [
    ...(view.refusals.length > 0 ? [`${view.refusals.length} refused`] : []),
    ...named.map(([impact, number]) => phrase(impact, number)),
    ...(rest > 0 ? [count(rest, 'other change')] : []),
  ];
  if (parts.length === 0) return { icon: '⚪', text: quietText(view) };
  return { icon: isRed ? ICONS.irreversible : ICONS[gravestOf([...counts.keys()])], text: parts.join(', ') };
}

function quietText({ manifests }: EnvironmentView): string {
  const changed = manifests.length === 0 ? '' : `, ${count(manifests.length, 'Kubernetes manifest')} changed`;
  return `nothing changes in AWS${changed}`;
}

/** Counts each action once, under its most severe impact; the most severe impact comes first. */
function countImpacts({ actions, manifests }: EnvironmentView): ReadonlyMap<Impact, number> {
  const impacts: readonly Impact[] = [
    ...actions.map((action) => gravestOf(impactsOf(action))),
    ...manifests.filter(removesConsumer).map(() => 'removes-consumer' as const),
  ];
  const counts = IMPACTS.map((impact) => [impact, impacts.filter((one) => one === impact).length] as const);
  return new Map(counts.filter(([, number]) => number > 0));
}

function phrase(impact: Impact, number: number): string {
  switch (impact) {
    case 'irreversible':
      return count(number, 'irreversible change');
    case 'removes-consumer':
      return `${count(number, 'consumer')} cut off`;
    case 'deletion':
      return `${count(number, 'secret')} deleted`;
    case 'replaces-live-value':
      return `${count(number, 'live value')} replaced`;
    case 'changes-access':
      return count(number, 'access change');
    case 're-encrypts':
      return `${number} re-encrypted`;
    case 'harmless':
      return count(number, 'harmless change');
  }
}
