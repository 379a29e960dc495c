import { invalidParameter, invalidRequest } from '../errors.ts';
import { parseSecretArn, secretArn } from '../secrets/arn.ts';
import type { Secret } from '../secrets/types.ts';
import { boolean, integer, optional, structure, type ValueOf } from '../wire/shapes.ts';
import { secretId } from './fields.ts';
import { type Call, findIfAny, findSecret, onAccount, onSecret, refuseManaged, refuseReplica } from './operation.ts';
import { seconds } from './present.ts';

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DeleteSecret.html */
const WINDOW_DAYS = { least: 7, most: 30 };
const DAY_MS = 24 * 3_600_000;

const input = structure({
  SecretId: secretId,
  RecoveryWindowInDays: optional(integer()),
  ForceDeleteWithoutRecovery: optional(boolean),
});
type Input = ValueOf<typeof input>;

export const deleteSecret = onAccount('DeleteSecret', {
  input,
  run(request, call) {
    const windowInDays = checkWindow(request);
    const find = windowInDays === 0 ? findIfAny : findSecret;
    const secret = find('DeleteSecret', request, call);
    if (secret === undefined) return deleted(missing(request.SecretId, call), call.now);
    checkDeletable(secret, windowInDays);
    const deletionDate = call.now + windowInDays * DAY_MS;
    if (windowInDays === 0) call.store.remove(secret);
    else call.store.save({ ...secret, deletionDate, lastChangedDate: call.now });
    return deleted(secret, deletionDate);
  },
});

export const restoreSecret = onSecret('RestoreSecret', {
  input: structure({ SecretId: secretId }),
  whileScheduled: true,
  run(_, secret, call) {
    const answer = { ARN: secret.arn, Name: secret.name };
    if (secret.deletionDate === undefined) return answer;
    call.store.save({ ...secret, deletionDate: undefined, lastChangedDate: call.now });
    return answer;
  },
});

/** Days until the secret is gone; 0 if it is deleted at once. */
function checkWindow({ RecoveryWindowInDays: days, ForceDeleteWithoutRecovery: force }: Input): number {
  if (force && days !== undefined) {
    throw invalidParameter("You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.");
  }
  if (days !== undefined && (days < WINDOW_DAYS.least || days > WINDOW_DAYS.most)) {
    throw invalidParameter('The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).');
  }
  return force ? 0 : (days ?? WINDOW_DAYS.most);
}

function checkDeletable(secret: Secret, windowInDays: number) {
  refuseReplica(secret);
  refuseManaged(secret);
  if (secret.deletionDate !== undefined && windowInDays > 0) {
    throw invalidRequest("You tried to perform the operation on a secret that's currently marked deleted.");
  }
  if (secret.replicas.length === 0) return;
  const regions = secret.replicas.map(({ region }) => region).join(', ');
  throw invalidParameter(`You can't delete secret ${secret.arn} that still has replica regions [${regions}].`);
}

/** A forced deletion of a missing secret succeeds, as if the secret had existed. */
function missing(id: string, { accountId, region }: Call) {
  const parsed = parseSecretArn(id);
  if (parsed !== undefined) return { arn: id, name: parsed.resource.replace(/-[A-Za-z0-9]{6}$/, '') };
  return { arn: secretArn({ region, accountId, resource: id }), name: id };
}

const deleted = ({ arn, name }: Pick<Secret, 'arn' | 'name'>, deletionDate: number) => ({
  ARN: arn,
  Name: name,
  DeletionDate: seconds(deletionDate),
});
