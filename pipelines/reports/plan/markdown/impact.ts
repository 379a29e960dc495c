import type { Impact, ManifestChange } from '../../../../schemas/plan.ts';

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

/** A store delivers nothing by itself: a consumer that is cut off by its removal also loses its own ExternalSecret. */
export function removesConsumer({ id, effects }: ManifestChange): boolean {
  return effects.includes('removes-consumer') && !/\/(?:Cluster)?SecretStore\/[^/]*$/.test(id);
}

export function isDangerous(impact: Impact): boolean {
  return ICONS[impact] === '🔴';
}

/** The parts of `environment/cluster/namespace/Kind/name#verb`, the name that `plan` gives to a manifest's change. */
export function manifestName(id: string): { readonly object: string; readonly verb: string } {
  const at = id.lastIndexOf('#');
  const object = at === -1 ? id : id.slice(0, at);
  return { object: object.slice(object.indexOf('/') + 1), verb: at === -1 ? 'change' : id.slice(at + 1) };
}
