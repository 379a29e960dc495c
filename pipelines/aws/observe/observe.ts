import type { ObservedReplica, ObservedSecret } from '../../../schemas/plan.ts';
import type { DesiredSecret } from '../../../schemas/types.ts';
import type { Occupied } from '../../plan/collisions.ts';
import { ownershipOf, recordedReplicas } from '../../plan/record/record.ts';
import type { Session } from '../session/session.ts';
import type { ListRegion } from './list.ts';

/** By name in AWS: the declared secrets that exist, and all secrets that the environment manages. */
export type Observed = ReadonlyMap<string, ObservedSecret>;

export type Observation = { readonly secrets: Observed; readonly occupied: Occupied };

/**
 * Looks at an environment through lists alone: its own Region, and every Region in which one of its secrets has,
 * declares or records a replica. Lists lag by up to 5 minutes and don't show a replica's status.
 */
export async function observeEnvironment(
  session: Session,
  desired: readonly DesiredSecret[],
  listRegion: ListRegion,
): Promise<Observation> {
  const { environment } = session;
  const { region } = environment.spec.aws;
  const declaredRegions = new Set(desired.flatMap(({ spec }) => Object.keys(spec.replicaRegions)));
  const early = [...declaredRegions].map((name) => listRegion(session, name));
  const [own] = await Promise.all([listRegion(session, region), ...early]);
  const names = new Set(desired.map(({ name }) => name));
  const primaries = own
    .filter(({ name, tags }) => names.has(name) || ownershipOf(tags, environment) === 'ours')
    .map((secret) => ({ ...secret, environment: environment.name }));
  const recorded = primaries.flatMap(({ tags }) => recordedReplicas(tags));
  const regions = [...new Set([...declaredRegions, ...recorded])].filter((name) => name !== region).sort();
  const sweeps = await Promise.all(regions.map((name) => listRegion(session, name)));
  const swept = sweeps.flat();
  return { secrets: withReplicas(primaries, swept), occupied: occupiedBy(swept, names, region) };
}

/** Secrets in a replica Region that have a declared name but are not replicas from the environment's Region. */
function occupiedBy(swept: readonly ObservedSecret[], names: ReadonlySet<string>, home: string): Occupied {
  const strangers = swept.filter(({ name, primaryRegion }) => names.has(name) && primaryRegion !== home);
  return new Map(strangers.map(({ name, region }) => [`${region}/${name}`, 'another secret of that name is there']));
}

/** A replica's ARN is that of its primary except for the Region. */
function withReplicas(primaries: readonly ObservedSecret[], swept: readonly ObservedSecret[]): Observed {
  const replicas = new Map<string, ObservedReplica[]>();
  for (const { arn, region, primaryRegion, kmsKeyId } of swept) {
    if (primaryRegion === null || primaryRegion === region) continue;
    const primaryArn = inRegion(arn, primaryRegion);
    const known = replicas.get(primaryArn) ?? [];
    replicas.set(primaryArn, [...known, { region, kmsKeyId, status: null, statusMessage: null }]);
  }
  return new Map(primaries.map((secret) => [secret.name, { ...secret, replicas: replicas.get(secret.arn) ?? [] }]));
}

/** `arn:partition:service:region:account:...` */
function inRegion(arn: string, region: string): string {
  return arn
    .split(':')
    .map((part, index) => (index === 3 ? region : part))
    .join(':');
}
