import type { Json } from '../../../schemas/json/json.ts';
import { isObject } from '../../../schemas/json/object.ts';
import { didYouMean } from '../../declarations/nearest.ts';
import type { Problem } from '../../declarations/problem.ts';
import { csiObjectsOf, mountedNames } from '../../manifests/csi-objects.ts';
import { listAt, objectAt, stringAt } from '../../manifests/manifest.ts';
import { hasVariable } from '../../manifests/variables.ts';
import { NO_PROBLEMS, type Rule } from '../rule.ts';

export const csiSecretobjectDangling: Rule = {
  id: 'csi-secretobject-dangling',
  category: 'kubernetes',
  title: 'A Kubernetes Secret is to be made from a file that is not mounted.',
  severity: { normal: 'error' },
  fix: 'none',
  waivable: true,
  phase: 'manifests',
  alsoKnownAs: [],
  sources: ['https://secrets-store-csi-driver.sigs.k8s.io/topics/sync-as-kubernetes-secret'],
  checkManifest: (manifest) => {
    const objects = csiObjectsOf(manifest);
    if (objects === null) return NO_PROBLEMS;
    const spec = objectAt(manifest.object, 'spec');
    const translation = stringAt(objectAt(spec, 'parameters'), 'pathTranslation') ?? '_';
    const mounted = objects.filter(isObject).flatMap((entry) => mountedNames(entry, translation));
    if (mounted.some(hasVariable)) return NO_PROBLEMS;
    return listAt(spec, 'secretObjects').flatMap((secret, index) =>
      isObject(secret) ? danglingIn(listAt(secret, 'data'), mounted, `/spec/secretObjects/${index}/data`) : [],
    );
  },
};

function danglingIn(data: readonly Json[], mounted: readonly string[], at: string): readonly Problem[] {
  return data.flatMap((entry, index) => {
    const name = isObject(entry) ? stringAt(entry, 'objectName') : null;
    if (name === null || mounted.includes(name) || hasVariable(name)) return [];
    const hint = didYouMean(name, mounted) || ` Mounted are ${mounted.join(', ')}.`;
    return [{ pointer: `${at}/${index}/objectName`, message: `No file "${name}" is mounted.${hint}` }];
  });
}
