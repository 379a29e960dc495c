import type { Session } from '../identity.ts';
import type { StoreListener } from '../secrets/store.ts';
import type { Secret } from '../secrets/types.ts';
import { openJournal } from './journal.ts';

/** The state that is kept across restarts. */
export type State = {
  readonly secrets: readonly Secret[];
  readonly sessions: readonly Session[];
  readonly listener: StoreListener;
  readonly saveSession: (session: Session) => void;
  /** Resolves when everything saved so far is on disk. */
  readonly flush: () => Promise<void>;
  readonly close: () => Promise<void>;
};

export function openState(path: string | undefined): State {
  return path === undefined ? IN_MEMORY : openJournal(path);
}

const nothing = () => Promise.resolve();
const IN_MEMORY: State = {
  secrets: [],
  sessions: [],
  listener: { saved: () => undefined, removed: () => undefined },
  saveSession: () => undefined,
  flush: nothing,
  close: nothing,
};
