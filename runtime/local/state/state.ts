import { openJournal, type State } from './journal.ts';

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
