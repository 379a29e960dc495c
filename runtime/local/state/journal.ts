import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Session } from '../identity.ts';
import type { StoreListener } from '../secrets/store.ts';
import type { Secret, SecretVersion } from '../secrets/types.ts';
import { createAppender } from './appender.ts';
import { takeLock } from './lock.ts';
import { readJournal } from './read.ts';
import { FORMAT, placeOf, withoutValues } from './records.ts';
import { openSeal, type Seal } from './seal.ts';

/** What is kept over restarts. */
export type State = {
  readonly secrets: readonly Secret[];
  readonly sessions: readonly Session[];
  readonly listener: StoreListener;
  readonly saveSession: (session: Session) => void;
  /** Resolves when everything saved so far is on disk. */
  readonly flush: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/**
 * One file of JSON lines, each of which records one change; values are encrypted with the key beside it. A change is
 * appended and synchronized before it is acknowledged, so that a crash loses none; a last line cut short is dropped.
 * When the file has grown by more than its current contents, it is rewritten and replaced by a rename.
 */
export function openJournal(path: string): State {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const unlock = takeLock(`${path}.lock`, path);
  try {
    return openLocked(path, unlock);
  } catch (error) {
    unlock();
    throw error;
  }
}

function openLocked(path: string, unlock: () => void): State {
  const seal = openSeal(`${path}.key`, !existsSync(path) && !existsSync(`${path}.key`));
  const { secrets, sessions } = readJournal(path, seal);
  const sealed = new Set<string>();
  const snapshot = () => {
    sealed.clear();
    const current = [...secrets.values()].flatMap((secret) => linesOf(secret, sealed, seal));
    return [line({ format: FORMAT }), ...current, ...[...sessions.values()].map((session) => line({ session }))];
  };
  const appender = createAppender(path, snapshot);
  const saveSession = (session: Session) => {
    for (const old of sessions.values()) if (old.expirationDate <= Date.now()) sessions.delete(old.accessKeyId);
    sessions.set(session.accessKeyId, session);
    appender.append([line({ session })]);
  };
  return {
    secrets: [...secrets.values()],
    sessions: [...sessions.values()],
    listener: {
      saved(secret) {
        secrets.set(secret.arn, secret);
        appender.append(linesOf(secret, sealed, seal));
      },
      removed(arn) {
        secrets.delete(arn);
        appender.append([line({ removed: arn })]);
      },
    },
    saveSession,
    flush: appender.flush,
    async close() {
      await appender.close();
      unlock();
    },
  };
}

/** Lines for the values that are not in the file yet, then one for the secret. */
function linesOf(secret: Secret, sealed: Set<string>, seal: Seal): readonly string[] {
  const values = secret.versions.flatMap((version) => valueLine(secret.arn, version, sealed, seal));
  return [...values, line({ secret: withoutValues(secret) })];
}

/** A value never changes, so it is written once. */
function valueLine(
  arn: string,
  { versionId, value }: SecretVersion,
  sealed: Set<string>,
  seal: Seal,
): readonly string[] {
  const place = placeOf(arn, versionId);
  if (value === undefined || sealed.has(place)) return [];
  sealed.add(place);
  return [line({ value: { arn, versionId, sealed: seal.seal(JSON.stringify(value), place) } })];
}

const line = (record: object) => `${JSON.stringify(record)}\n`;
