import type { SecretProviderClassConsumer } from '../../../schemas/declarations.ts';
import type { Json } from '../../../schemas/json/json.ts';
import { isObject } from '../../../schemas/json/object.ts';
import { pointerOf } from '../../../schemas/json/pointer.ts';
import type { Problem } from '../../declarations/problem.ts';
import { csiObjectFaults } from '../../manifests/csi-object-faults.ts';
import { csiObjectsOf, mountedNames } from '../../manifests/csi-objects.ts';
import { objectAt, stringAt } from '../../manifests/manifest.ts';
import { hasVariable } from '../../manifests/variables.ts';
import { NO_PROBLEMS, type Rule } from '../rule.ts';

export const csiObjectInvalid: Rule = {
  id: 'csi-object-invalid',
  category: 'kubernetes',
  title: 'The AWS provider of the CSI driver refuses these objects, or mounts one over another.',
  severity: { normal: 'error' },
  fix: 'none',
  waivable: true,
  phase: 'check',
  alsoFor: ['unmanaged'],
  alsoKnownAs: [],
  sources: ['https://github.com/aws/secrets-store-csi-driver-provider-aws'],
  checkSecret: ({ secret, spec }) => {
    let problems: readonly Problem[] = NO_PROBLEMS;
    for (const name in spec.kubernetes) {
      const consumer = spec.kubernetes[name]?.secretProviderClass;
      if (consumer === undefined) continue;
      problems = [...problems, ...classProblems(consumer, secret, ['spec', 'kubernetes', name, 'secretProviderClass'])];
    }
    return problems;
  },
  checkManifest: (manifest) => {
    const spec = objectAt(manifest.object, 'spec');
    const parameters = objectAt(spec, 'parameters');
    if (stringAt(spec, 'provider') !== 'aws' || typeof parameters.objects !== 'string') return NO_PROBLEMS;
    const pointer = '/spec/parameters/objects';
    const objects = csiObjectsOf(manifest);
    if (objects === null && hasVariable(parameters.objects)) return NO_PROBLEMS;
    if (objects === null) return [{ pointer, message: 'The string is not a YAML list of objects.' }];
    const regions = { region: stringAt(parameters, 'region'), failoverRegion: stringAt(parameters, 'failoverRegion') };
    const faults = objects.flatMap((entry, index) =>
      csiObjectFaults(entry, regions).map((fault) => `Object ${index + 1}: ${fault}.`),
    );
    const translation = stringAt(parameters, 'pathTranslation') ?? '_';
    return [...faults, ...collisions(objects, translation)].map((message) => ({ pointer, message }));
  },
};

/** Objects that would be mounted under the same name, which the provider rejects. */
function collisions(objects: readonly Json[], translation: string): readonly string[] {
  const names = objects.filter(isObject).flatMap((entry) => mountedNames(entry, translation));
  const repeated = new Set(names.filter((name, index) => names.indexOf(name) !== index));
  return [...repeated].map((name) => `Two objects are mounted as "${name}"; give each its own objectAlias.`);
}

function classProblems(
  { files, filePermission }: SecretProviderClassConsumer,
  secret: string,
  at: readonly string[],
): readonly Problem[] {
  const whole = `${secret}.json`;
  const fileProblems = Object.keys(files ?? {}).flatMap((file) => {
    const pointer = pointerOf([...at, 'files', file]);
    if (!isFileName(file)) return [{ pointer, message: `"${file}" is no file name: leave out slashes and "..".` }];
    return file === whole
      ? [{ pointer, message: `"${file}" is the file with the whole JSON; choose another name.` }]
      : [];
  });
  if (filePermission === undefined || /^[0-7]{4}$/.test(filePermission)) return fileProblems;
  const message = 'Use four octal digits in quotes, such as "0400".';
  return [...fileProblems, { pointer: pointerOf([...at, 'filePermission']), message }];
}

function isFileName(file: string): boolean {
  return file !== '' && !file.includes('/') && file !== '.' && file !== '..';
}
