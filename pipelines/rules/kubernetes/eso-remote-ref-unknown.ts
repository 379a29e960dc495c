import type { Consumer } from '../../../schemas/declarations.ts';
import { pointerOf } from '../../../schemas/json/pointer.ts';
import { findSecretType } from '../../../schemas/secret-types/list.ts';
import type { DesiredSecret } from '../../../schemas/types.ts';
import { didYouMean } from '../../declarations/nearest.ts';
import type { Problem } from '../../declarations/problem.ts';
import { type SecretRef, secretRefsOf } from '../../manifests/remote-refs.ts';
import { hasVariable } from '../../manifests/variables.ts';
import { NO_PROBLEMS, type Rule } from '../rule.ts';

export const esoRemoteRefUnknown: Rule = {
  id: 'eso-remote-ref-unknown',
  category: 'kubernetes',
  title: 'A key is read from a secret that has no such key, or from a secret that nothing declares.',
  severity: { normal: 'error' },
  fix: 'none',
  waivable: true,
  phase: 'check',
  alsoFor: ['unmanaged'],
  alsoKnownAs: [],
  sources: ['https://external-secrets.io/latest/provider/aws-secrets-manager/'],
  checkSecret: ({ spec }) => {
    if (!hasKnownKeys(spec)) return NO_PROBLEMS;
    let problems: readonly Problem[] = NO_PROBLEMS;
    for (const name in spec.kubernetes) {
      const consumer = spec.kubernetes[name];
      if (consumer !== undefined) problems = [...problems, ...keyProblems(name, consumer, spec)];
    }
    return problems;
  },
  checkManifest: (manifest, { desiredByName, manifests }) => {
    if (manifest.kind !== 'ExternalSecret' || desiredByName.size === 0) return NO_PROBLEMS;
    return secretRefsOf(manifest, manifests)
      .filter(({ key }) => !hasVariable(key))
      .flatMap((reference) => referenceProblems(reference, desiredByName));
  },
};

/**
 * A store that is not among the manifests may read from another service, so an unknown name is only a warning then,
 * unless it resembles a declared one.
 */
function referenceProblems({ pointer, key, property, store }: SecretRef, declared: DesiredByName): readonly Problem[] {
  const secrets = declared.get(key);
  if (secrets === undefined) {
    const hint = didYouMean(key, declared.keys());
    const isSure = store !== null || hint !== '';
    const message = `No secret with the name "${key}" in AWS is declared${isSure ? `.${hint}` : UNSEEN}`;
    return [{ pointer: `${pointer}/key`, message, ...(isSure ? {} : { severity: 'warning' }) }];
  }
  if (
    property === null ||
    hasVariable(property) ||
    secrets.some(({ spec }) => !hasKnownKeys(spec) || Object.hasOwn(spec.value, property))
  )
    return [];
  const keys = Object.keys(secrets[0]?.spec.value ?? {});
  return [{ pointer: `${pointer}/property`, message: unknownKeyMessage(property, keys) }];
}

const UNSEEN = '; its store is not among these manifests, so check that it is one of Secrets Manager.';

type DesiredByName = ReadonlyMap<string, readonly DesiredSecret[]>;

function unknownKeyMessage(key: string, keys: readonly string[]): string {
  return `The secret has no key "${key}".${didYouMean(key, keys) || ` It has ${keys.join(', ')}.`}`;
}

/** Secrets without declared JSON keys, such as unmanaged ones, and secrets of type opaque can have any JSON keys. */
function hasKnownKeys({ type, value }: DesiredSecret['spec']): boolean {
  if (findSecretType(type)?.shape === 'opaque') return false;
  for (const _key in value) return true;
  return false;
}

function keyProblems(name: string, consumer: Consumer, { value }: DesiredSecret['spec']): readonly Problem[] {
  const unknownIn = (mapping: { readonly [target: string]: string } | undefined, ...at: readonly string[]) =>
    Object.entries(mapping ?? {})
      .filter(([, key]) => !Object.hasOwn(value, key))
      .map(([target, key]) => ({
        pointer: pointerOf(['spec', 'kubernetes', name, ...at, target]),
        message: unknownKeyMessage(key, Object.keys(value)),
      }));
  return [
    ...unknownIn(consumer.externalSecret?.keys, 'externalSecret', 'keys'),
    ...unknownIn(consumer.secretProviderClass?.files, 'secretProviderClass', 'files'),
  ];
}
