import { partitionOf } from '../../schemas/aws/regions.ts';
import type { ObservedSecret } from '../../schemas/plan.ts';
import type { DesiredSecret } from '../../schemas/types.ts';
import { type KeyHome, keyComparison, keysInDoubt } from '../plan/attributes/key-identity.ts';
import type { Occupied } from '../plan/collisions.ts';
import { type EnvironmentPlan, planEnvironment } from '../plan/plan-environment.ts';
import { describeSecret } from './observe/describe.ts';
import type { ListRegion } from './observe/list.ts';
import { lookAt } from './observe/look-at.ts';
import { type Depth, lookDeeper } from './observe/look-deeper.ts';
import { type Observed, observeEnvironment } from './observe/observe.ts';
import type { Session } from './session/session.ts';
import { sideBySide } from './session/side-by-side.ts';

/** AWS allows 40,000 DescribeSecret calls a second; this many at once keep a plan of many changes short. */
const DESCRIBE_WIDTH = 32;

/** A plan, and the secrets that it was made from. */
export type LivePlan = {
  readonly plan: EnvironmentPlan;
  readonly observed: Observed;
  readonly resolvedKeys: ReadonlyMap<string, string>;
};

/** The secrets declared for an environment, and those that other environments have in its replica Regions. */
export type DeclaredEnvironment = { readonly desired: readonly DesiredSecret[]; readonly occupied: Occupied };

/**
 * Plans an environment in an open session. To `planEnvironment`, which is pure, it adds the calls to AWS. It plans from
 * lists, then asks again only about what would change: KMS about keys that differ as written, Secrets Manager about
 * each secret that has an action or a refusal, or is declared with `manage: false` and not listed. So the number of
 * calls grows with the changes, and a plan without changes costs only the list pages.
 */
export async function planLive(
  session: Session,
  { desired, occupied: declared }: DeclaredEnvironment,
  listRegion: ListRegion,
  depth: Depth,
): Promise<LivePlan> {
  const { secrets, occupied: found } = await observeEnvironment(session, desired, listRegion);
  const wanted = { desired, occupied: new Map([...found, ...declared]) };
  const listed = await lookDeeper(session, desired, secrets, depth);
  const guess = await planWithKeys(session, wanted, listed, new Map());
  const observed = await confirm(session, desired, listed, guess.plan);
  if (observed === listed) return guess;
  return planWithKeys(session, wanted, observed, guess.resolvedKeys);
}

async function planWithKeys(
  session: Session,
  { desired, occupied }: DeclaredEnvironment,
  observed: Observed,
  known: ReadonlyMap<string, string>,
): Promise<LivePlan> {
  const { environment } = session;
  const home = keyHomeOf(session);
  const planAs = (keys: ReadonlyMap<string, string>) =>
    planEnvironment({ environment, desired, observed, occupied, isSameKey: keyComparison(home, keys) });
  const asWritten = planAs(known);
  const doubtful = keysInDoubt(asWritten.actions, home).filter((arn) => !known.has(arn));
  if (doubtful.length === 0) return { plan: asWritten, observed, resolvedKeys: known };
  const { resolveKeys } = await import('./observe/kms-keys.ts');
  const resolvedKeys = new Map([...known, ...(await resolveKeys(session, doubtful))]);
  return { plan: planAs(resolvedKeys), observed, resolvedKeys };
}

async function confirm(
  session: Session,
  desired: readonly DesiredSecret[],
  listed: Observed,
  { actions, refusals }: EnvironmentPlan,
): Promise<Observed> {
  const touched = new Set([...actions, ...refusals].filter(({ secret }) => secret !== null).map(({ name }) => name));
  const isMissed = ({ name, spec }: DesiredSecret) => !spec.manage && spec.state === 'present' && !listed.has(name);
  const declared = desired.filter((secret) => touched.has(secret.name) || isMissed(secret));
  if (declared.length === 0) return listed;
  const described = await sideBySide(declared, DESCRIBE_WIDTH, (secret) =>
    lookAgain(session, secret, listed.get(secret.name)),
  );
  const observed = new Map<string, ObservedSecret>(listed);
  declared.forEach(({ name }, index) => {
    const secret = described[index];
    if (secret === null || secret === undefined) observed.delete(name);
    else observed.set(name, secret);
  });
  return observed;
}

/** `listed` already has the policy if the plan compares it. */
async function lookAgain(session: Session, desired: DesiredSecret, listed: ObservedSecret | undefined) {
  if (listed?.resourcePolicy === undefined) return lookAt(session, desired, listed?.arn ?? desired.name);
  const { arn, resourcePolicy, currentVersionDate = null } = listed;
  const described = await describeSecret(session, arn);
  return described === null ? null : { ...described, resourcePolicy, currentVersionDate };
}

/** The account and partition of the environment's KMS keys unless their ARNs say otherwise. */
export function keyHomeOf({ environment }: Session): KeyHome {
  const { accountId, region } = environment.spec.aws;
  return { partition: partitionOf(region), accountId };
}
