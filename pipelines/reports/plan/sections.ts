import { type Action, gravestOf, IMPACTS, type Impact, impactsOf } from '../../../schemas/plan.ts';

export type Section = { readonly impact: Impact; readonly title: string; readonly actions: readonly Action[] };

const TITLES: { readonly [impact in Impact]: string } = {
  irreversible: 'Cannot be undone',
  'removes-consumer': 'Removes consumers',
  deletion: 'Deletes secrets',
  'replaces-live-value': 'Replaces live values',
  'changes-access': 'Changes access',
  're-encrypts': 'Re-encrypts',
  harmless: 'Harmless',
};

/** Every action once, under the gravest thing that it does; the gravest section first. */
export function sectionsOf(actions: readonly Action[]): readonly Section[] {
  return IMPACTS.map((impact) => ({
    impact,
    title: TITLES[impact],
    actions: actions.filter((action) => gravestOf(impactsOf(action)) === impact),
  })).filter((section) => section.actions.length > 0);
}
