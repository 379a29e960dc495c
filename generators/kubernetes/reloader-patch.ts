import { groupBy } from '../../schemas/json/group-by.ts';
import type { GeneratedFile } from '../../schemas/types.ts';
import { exampleFolderOf } from './example-folder.ts';
import type { Placement } from './placements.ts';
import { toYaml } from './yaml.ts';

/**
 * For each service account, a patch with annotations for Stakater Reloader, which restarts a Deployment when a Secret
 * or volume declared for its service account changes. Volumes need Reloader's CSI integration.
 */
export function reloaderPatches(placements: readonly Placement[]): readonly GeneratedFile[] {
  const byAccount = groupBy(
    placements,
    (placement) => `${exampleFolderOf(placement)}/${placement.consumer.serviceAccount}`,
  );
  return [...byAccount.values()].flatMap((members) => members.slice(0, 1).map((first) => patchFile(first, members)));
}

function patchFile(first: Placement, members: readonly Placement[]): GeneratedFile {
  const { environment, cluster, consumer, namespace } = first;
  const secrets = namesOf(
    members.flatMap((one) => [one.consumer.externalSecret?.name, one.consumer.secretProviderClass?.syncSecret]),
  );
  const classes = namesOf(members.map((one) => one.consumer.secretProviderClass?.name));
  return {
    path: `${exampleFolderOf(first)}/reloader-${consumer.serviceAccount}.yaml`,
    owner: { managedBy: environment.spec.managedBy, declaration: `Cluster/${cluster.name}` },
    body: toYaml({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: {
        // Required but unused: a patch with a target applies to each matching Deployment whatever its name.
        name: consumer.serviceAccount,
        namespace,
        annotations: {
          ...(secrets !== '' && { 'secret.reloader.stakater.com/reload': secrets }),
          ...(classes !== '' && { 'secretproviderclass.reloader.stakater.com/reload': classes }),
        },
      },
    }),
  };
}

function namesOf(names: readonly (string | undefined)[]): string {
  return [...new Set(names.filter((name) => name !== undefined))].toSorted().join(',');
}
