import type { Placement } from './placements.ts';

/** Outside `manifests/`: no cluster's kustomization reaches it. */
export const exampleFolder = 'example-workloads';

/** `example-workloads/<environment>/<cluster>/<namespace>`. */
export function exampleFolderOf({ environment, cluster, namespace }: Placement): string {
  return `${exampleFolder}/${environment.name}/${cluster.name}/${namespace}`;
}
