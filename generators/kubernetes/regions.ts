import type { ClusterDeclaration, EnvironmentDeclaration } from '../../schemas/declarations.ts';
import type { DesiredSecret } from '../../schemas/types.ts';

/** The Region to read in: the cluster's own if it holds the secret or a replica, else the primary's. */
export function readRegion(
  { spec }: DesiredSecret,
  environment: EnvironmentDeclaration,
  cluster: ClusterDeclaration,
): string {
  return cluster.spec.region in spec.replicaRegions ? cluster.spec.region : environment.spec.aws.region;
}

/** Another Region that holds the secret, for when `region` fails: the primary's first, then replicas by name. */
export function failoverRegion(
  { spec }: DesiredSecret,
  environment: EnvironmentDeclaration,
  region: string,
): string | undefined {
  const regions = [environment.spec.aws.region, ...Object.keys(spec.replicaRegions).toSorted()];
  return regions.find((candidate) => candidate !== region);
}
