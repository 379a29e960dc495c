import type { Action, Effect, ManifestChange } from '../../../../schemas/plan.ts';

/** What a change does to those who use a secret, worst first. Deletion stands apart from other changes of access. */
export const IMPACTS = [
  'irreversible',
  'removes-consumer',
  'deletion',
  'replaces-live-value',
  'changes-access',
  're-encrypts',
  'harmless',
] as const;

export type Impact = (typeof IMPACTS)[number];

export const ICONS: { readonly [impact in Impact]: string } = {
  irreversible: '🔴',
  'removes-consumer': '🔴',
  deletion: '🔴',
  'replaces-live-value': '🟠',
  'changes-access': '🟠',
  're-encrypts': '🟠',
  harmless: '🟢',
};

export const LABELS: { readonly [impact in Impact]: string } = {
  irreversible: 'irreversible',
  'removes-consumer': 'removes a consumer’s Secret',
  deletion: 'readers lose it',
  'replaces-live-value': 'replaces the live value',
  'changes-access': 'changes access',
  're-encrypts': 're-encrypts',
  harmless: 'harmless',
};

/** Every impact of an action, worst first. */
export function impactsOf(action: Pick<Action, 'type' | 'effects'>): readonly Impact[] {
  const found = new Set(action.effects.map((effect) => impactOf(effect, action.type)));
  return IMPACTS.filter((impact) => found.has(impact));
}

export function worstOf(impacts: readonly Impact[]): Impact {
  return IMPACTS.find((impact) => impacts.includes(impact)) ?? 'harmless';
}

/** A store hands out nothing by itself: whoever loses by its removal loses an ExternalSecret of its own. */
export function removesConsumer({ id, effects }: ManifestChange): boolean {
  return effects.includes('removes-consumer') && !/\/(?:Cluster)?SecretStore\/[^/]*$/.test(id);
}

export function isDangerous(impact: Impact): boolean {
  return ICONS[impact] === '🔴';
}

/** For sorting: a lower number is worse. */
export function rankOf(impact: Impact): number {
  return IMPACTS.indexOf(impact);
}

function impactOf(effect: Effect, type: Action['type']): Impact {
  return type === 'delete' && effect === 'changes-access' ? 'deletion' : effect;
}
