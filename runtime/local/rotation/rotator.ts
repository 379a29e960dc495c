import { copying } from '../secrets/replication.ts';
import { CURRENT, detachStage, holderOf, PENDING } from '../secrets/stages.ts';
import type { Store } from '../secrets/store.ts';
import type { Rotation, Secret } from '../secrets/types.ts';
import { scheduled } from './configure.ts';
import type { RotationEvent } from './types.ts';

/**
 * Runs rotations. A rotation's progress is kept in its secret, so an interrupted rotation continues after a restart.
 */
export type Rotator = {
  /** Whether a rotation function can be invoked. */
  readonly knows: (lambdaArn: string) => boolean;
  /** Runs a secret's pending rotation, unless it is already running. */
  readonly start: (arn: string) => void;
  /** Resolves when no rotation is running. */
  readonly settled: () => Promise<void>;
  /** Abandons running rotations, which restart when the state is opened again. */
  readonly stop: () => void;
};

type RotatorOptions = {
  readonly store: Store;
  readonly now: () => number;
  readonly token: () => string;
  readonly knows: (lambdaArn: string) => boolean;
  /** Invokes the function for one step; rejects if the step fails. */
  readonly invoke: (secret: Secret, event: RotationEvent) => Promise<void>;
  /** Stores saved changes before they become visible. */
  readonly flush: () => Promise<void>;
  readonly log: (line: string) => void;
};

/** A failed rotation is retried from its first step, and left pending after the last attempt. */
const MAX_ATTEMPTS = 5;
const RETRY_MS = 60_000;
const STEPS = ['createSecret', 'setSecret', 'testSecret', 'finishSecret'] as const;

export function createRotator(options: RotatorOptions): Rotator {
  const running = new Map<string, Promise<void>>();
  const stopped = new AbortController();
  return {
    knows: options.knows,
    start(arn) {
      if (running.has(arn)) return;
      const run = rotate(arn, options, stopped.signal)
        .catch((error: unknown) => options.log(`The rotation of ${arn} broke off: ${error}`))
        .finally(() => running.delete(arn));
      running.set(arn, run);
    },
    async settled() {
      while (running.size > 0) await Promise.all(running.values());
    },
    stop: () => stopped.abort(),
  };
}

async function rotate(arn: string, options: RotatorOptions, stopped: AbortSignal): Promise<void> {
  // Lets the caller that started the rotation continue first.
  await Promise.resolve();
  const secret = options.store.get(arn);
  const pending = secret?.rotation?.pending;
  if (secret === undefined || pending === undefined || stopped.aborted) return;
  const steps = pending.kind === 'test' ? (['testSecret'] as const) : STEPS;
  const failed = await runSteps(secret, pending.versionId, steps, options);
  if (stopped.aborted) return;
  const after = options.store.get(arn);
  if (after?.rotation?.pending?.versionId !== pending.versionId) return;
  const now = options.now();
  const { rotation } = after;
  const settled = pending.kind === 'test' ? tested(after, rotation) : rotated(after, rotation, failed, now);
  options.store.save(copying(settled, now));
  await options.flush();
}

async function runSteps(
  secret: Secret,
  versionId: string,
  steps: readonly RotationEvent['Step'][],
  options: RotatorOptions,
): Promise<boolean> {
  const RotationToken = options.token();
  for (const Step of steps) {
    try {
      await options.invoke(secret, { Step, SecretId: secret.arn, ClientRequestToken: versionId, RotationToken });
    } catch (error) {
      // Anything that a function throws means that the step failed; the secret's state shows how far it got.
      options.log(`The rotation of ${secret.name} failed in ${Step}: ${error}`);
      return true;
    }
  }
  return false;
}

/** Removes the version that a rotation test created. */
function tested(secret: Secret, rotation: Rotation): Secret {
  const versionId = rotation.pending?.versionId;
  const versions = detachStage(secret.versions, PENDING).filter(
    (version) => version.versionId !== versionId || version.stages.length > 0,
  );
  return { ...secret, versions, rotation: { ...rotation, pending: undefined } };
}

/** A rotation is done when AWSCURRENT is on the version that it created. */
function rotated(secret: Secret, rotation: Rotation, failed: boolean, now: number): Secret {
  const { pending } = rotation;
  const done = !failed && holderOf(secret.versions, CURRENT)?.versionId === pending?.versionId;
  if (done) {
    const finished = scheduled({ ...rotation, pending: undefined, lastRotatedDate: now }, now);
    return { ...secret, rotation: finished, lastChangedDate: now };
  }
  const attempts = (pending?.attempts ?? 0) + 1;
  const retry = pending && { ...pending, attempts, dueDate: attempts < MAX_ATTEMPTS ? now + RETRY_MS : undefined };
  return { ...secret, rotation: { ...rotation, pending: retry } };
}
