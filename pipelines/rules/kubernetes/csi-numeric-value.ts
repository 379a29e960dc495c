import { isObject } from '../../../schemas/json/object.ts';
import { pointerOf } from '../../../schemas/json/pointer.ts';
import { findSecretType } from '../../../schemas/secret-types/list.ts';
import type { ValueSource } from '../../../schemas/types.ts';
import type { Problem } from '../../declarations/problem.ts';
import { csiObjectsOf } from '../../manifests/csi-objects.ts';
import { listAt, stringAt } from '../../manifests/manifest.ts';
import { secretName } from '../../manifests/remote-refs.ts';
import { NO_PROBLEMS, type Rule } from '../rule.ts';

export const csiNumericValue: Rule = {
  id: 'csi-numeric-value',
  category: 'kubernetes',
  title: 'A file is made from a key whose value is no string, so the mount fails.',
  severity: { normal: 'error' },
  fix: 'none',
  waivable: true,
  phase: 'check',
  alsoFor: ['unmanaged'],
  alsoKnownAs: [],
  sources: ['https://github.com/aws/secrets-store-csi-driver-provider-aws'],
  checkSecret: ({ spec: { type, value, kubernetes } }) => {
    let problems: readonly Problem[] = NO_PROBLEMS;
    for (const name in kubernetes) {
      const files = kubernetes[name]?.secretProviderClass?.files;
      if (files !== undefined) problems = [...problems, ...fileProblems(files, value, name)];
    }
    return findSecretType(type)?.shape === 'text' ? NO_PROBLEMS : problems;
  },
  checkManifest: (manifest, { desiredByName }) => {
    const objects = csiObjectsOf(manifest) ?? [];
    return objects.flatMap((entry, index) => {
      const name = isObject(entry) ? stringAt(entry, 'objectName') : null;
      const [declared] = name === null ? [] : (desiredByName.get(secretName(name)) ?? []);
      if (declared === undefined || !isObject(entry)) return [];
      const keys = listAt(entry, 'jmesPath').flatMap((part) => (isObject(part) ? [stringAt(part, 'path')] : []));
      return keys
        .filter((key) => key !== null && isNoString(declared.spec.value[key]))
        .map((key) => ({
          pointer: '/spec/parameters/objects',
          message: `Object ${index + 1}: "${key}" is declared as a number or boolean, and the driver mounts strings only.`,
        }));
    });
  },
};

function fileProblems(
  files: { readonly [file: string]: string },
  value: { readonly [key: string]: ValueSource },
  consumer: string,
): readonly Problem[] {
  return Object.entries(files)
    .filter(([, key]) => isNoString(value[key]))
    .map(([file, key]) => ({
      pointer: pointerOf(['spec', 'kubernetes', consumer, 'secretProviderClass', 'files', file]),
      message: `"${key}" is a number or boolean, and the driver mounts strings only; put its value in quotes, or read it from the whole JSON.`,
    }));
}

function isNoString(source: ValueSource | undefined): boolean {
  return source?.kind === 'literal' && typeof source.value !== 'string';
}
