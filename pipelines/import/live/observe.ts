import type { ImportedKeys, ImportedSecret, LeftOut } from '../../../schemas/imported-secret.ts';
import type { ObservedSecret } from '../../../schemas/plan.ts';
import { describeSecret } from '../../aws/observe/describe.ts';
import { createLister } from '../../aws/observe/list.ts';
import { withPolicy } from '../../aws/observe/policy.ts';
import type { Session } from '../../aws/session/session.ts';
import { sideBySide } from '../../aws/session/side-by-side.ts';
import { readKeys } from '../../aws/value/keys.ts';
import { ownershipOf } from '../../plan/record/record.ts';

const WIDTH = 32;

export type LiveImport = { readonly secrets: readonly ImportedSecret[]; readonly leftOut: readonly LeftOut[] };

/**
 * Looks at every wanted secret in an environment's Region that can be adopted, and gives the reason for each of the
 * others.
 */
export async function importLive(
  session: Session,
  { isWanted, readsKeys }: { readonly isWanted: (name: string) => boolean; readonly readsKeys: boolean },
): Promise<LiveImport> {
  const { region } = session.environment.spec.aws;
  const listed = (await createLister(() => true)(session, region)).filter(({ name }) => isWanted(name));
  const judged = listed.map((secret) => ({ secret, reason: reasonToLeave(secret, session) }));
  const chosen = judged.filter(({ reason }) => reason === null).map(({ secret }) => secret);
  const secrets = await sideBySide(chosen, WIDTH, (secret) => lookClosely(session, secret, readsKeys));
  return {
    secrets: secrets.filter((secret) => secret !== null),
    leftOut: judged.flatMap(({ secret, reason }) => (reason === null ? [] : [{ name: secret.name, reason }])),
  };
}

function reasonToLeave({ primaryRegion, region, owningService, deletedDate, tags }: ObservedSecret, session: Session) {
  if (primaryRegion !== null && primaryRegion !== region) return `is a replica of one in ${primaryRegion}`;
  if (owningService !== null) return `belongs to the AWS service ${owningService}`;
  if (deletedDate !== null) return 'is scheduled for deletion';
  return ownershipOf(tags, session.environment) === 'ours' ? 'is managed for this environment already' : null;
}

async function lookClosely(
  session: Session,
  { arn }: ObservedSecret,
  readsKeys: boolean,
): Promise<ImportedSecret | null> {
  const described = await describeSecret(session, arn);
  if (described === null) return null;
  const observed = await withPolicy(session, described);
  const keys: ImportedKeys = readsKeys ? await readKeys(session, observed) : { shape: 'unknown' };
  const { name, description, kmsKeyId, tags, rotation, replicas, resourcePolicy } = observed;
  return {
    name,
    arn,
    description,
    kmsKeyId,
    tags,
    rotation:
      rotation.enabled && rotation.lambdaArn !== null
        ? { ...rotation, lambdaArn: rotation.lambdaArn, schedule: rotation.scheduleExpression }
        : null,
    replicas: Object.fromEntries(replicas.map((replica) => [replica.region, replica.kmsKeyId])),
    policy: resourcePolicy ?? null,
    keys,
  };
}
