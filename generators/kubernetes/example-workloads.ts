import type { Estate, Generated } from '../../schemas/types.ts';
import { examplePod } from './example-pod.ts';
import { placeConsumers } from './placements.ts';
import { reloaderPatches } from './reloader-patch.ts';

/**
 * Pods that consume each secret, and the annotations that let Stakater Reloader restart a workload: for documentation
 * and smoke tests, written only on request. Pure.
 */
export function exampleWorkloads(estate: Estate): Generated {
  const { placements, findings } = placeConsumers(estate);
  if (findings.length > 0) return { files: [], findings };
  const consuming = placements.filter(({ consumer }) => consumer.externalSecret ?? consumer.secretProviderClass);
  return { files: [...consuming.map(examplePod), ...reloaderPatches(consuming)], findings: [] };
}
