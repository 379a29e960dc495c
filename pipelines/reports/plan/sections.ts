import type { Action, Effect } from '../../../schemas/plan.ts';

export type Section = { readonly effect: Effect; readonly title: string; readonly actions: readonly Action[] };

/** What cannot be taken back comes first, what needs no thought last. */
const TITLES: readonly (readonly [Effect, string])[] = [
  ['irreversible', 'Cannot be undone'],
  ['replaces-live-value', 'Replaces live values'],
  ['changes-access', 'Changes access'],
  ['re-encrypts', 'Re-encrypts'],
  ['removes-consumer', 'Removes consumers'],
  ['harmless', 'Harmless'],
];

/** Every action once, under its gravest effect. */
export function sectionsOf(actions: readonly Action[]): readonly Section[] {
  return TITLES.map(([effect, title]) => ({
    effect,
    title,
    actions: actions.filter((action) => gravestOf(action) === effect),
  })).filter((section) => section.actions.length > 0);
}

export function gravestOf({ effects }: Pick<Action, 'effects'>): Effect {
  return TITLES.find(([effect]) => effects.includes(effect))?.[0] ?? 'harmless';
}
