import { groupBy } from '../../schemas/json/group-by.ts';
import type { GeneratedFile } from '../../schemas/types.ts';
import { fileName, type Manifest } from './manifest.ts';
import { toYaml } from './yaml.ts';

/** A kustomization in every folder, and one over each cluster's folders that renders all of them. */
export function kustomizationFiles(manifests: readonly Manifest[]): readonly GeneratedFile[] {
  const folders = groupBy(manifests, ({ folder }) => folder);
  // Flux's own objects point at the other folders: rendered together, everything would be applied twice.
  const rendered = manifests.filter(({ folder }) => base(folder) !== '_flux');
  const clusters = groupBy(rendered, ({ folder }) => parent(folder));
  return [
    ...[...folders].map(([folder, members]) => kustomizationFile(folder, members, ({ object }) => fileName(object))),
    ...[...clusters].map(([folder, members]) => kustomizationFile(folder, members, (member) => base(member.folder))),
  ];
}

function kustomizationFile(
  folder: string,
  members: readonly Manifest[],
  resourceOf: (member: Manifest) => string,
): GeneratedFile {
  const [first] = members;
  const resources = [...new Set(members.map(resourceOf))].toSorted();
  return {
    path: `${folder}/kustomization.yaml`,
    owner: { managedBy: first?.owner.managedBy ?? '', declaration: `Cluster/${first?.cluster ?? ''}` },
    body: toYaml({ apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', resources }),
  };
}

function parent(folder: string): string {
  return folder.slice(0, folder.lastIndexOf('/'));
}

function base(folder: string): string {
  return folder.slice(folder.lastIndexOf('/') + 1);
}
