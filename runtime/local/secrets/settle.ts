import type { KeyRing } from '../kms/keys.ts';
import { NO_ROTATION } from '../rotation/configure.ts';
import type { Rotator } from '../rotation/rotator.ts';
import { deliverCopies } from './replication.ts';
import { holdsUnfinished, PENDING } from './stages.ts';
import type { Store } from './store.ts';
import type { Secret } from './types.ts';
import { addVersion } from './versions.ts';

type Context = {
  readonly store: Store;
  readonly keys: KeyRing;
  readonly rotator: Rotator;
  readonly versionId: () => string;
};

/** Runs the tasks that are due: copies arrive, recovery windows end, rotations start. */
export function settle(context: Context, now: number): void {
  for (let arn = context.store.agenda.take(now); arn !== undefined; arn = context.store.agenda.take(now)) {
    const secret = context.store.get(arn);
    if (secret !== undefined) settleOne(secret, context, now);
  }
}

function settleOne(secret: Secret, { store, keys, rotator, versionId }: Context, now: number) {
  if (secret.deletionDate !== undefined) {
    if (secret.deletionDate <= now) store.remove(secret);
    return;
  }
  if (secret.replicas.some(({ status, dueDate }) => status === 'InProgress' && dueDate <= now)) {
    deliverCopies(secret, { store, keys, now });
  }
  const current = store.get(secret.arn) ?? secret;
  if (isDue(current, now)) store.save(started(current, versionId(), now));
  const dueDate = store.get(secret.arn)?.rotation?.pending?.dueDate;
  if (dueDate !== undefined && dueDate <= now) rotator.start(secret.arn);
}

/** A scheduled rotation is due, unless an unfinished one blocks it: then its date stays in the past. */
function isDue({ rotation = NO_ROTATION, versions }: Secret, now: number): boolean {
  const open = rotation.enabled && rotation.pending === undefined && !holdsUnfinished(versions);
  return open && rotation.next !== undefined && rotation.next.startDate <= now;
}

function started(secret: Secret, versionId: string, now: number): Secret {
  const { rotation = NO_ROTATION } = secret;
  const reserved = addVersion(secret, { versionId, value: undefined, stages: [PENDING] }, now);
  return { ...reserved, rotation: { ...rotation, pending: { versionId, kind: 'rotate', attempts: 0, dueDate: now } } };
}
