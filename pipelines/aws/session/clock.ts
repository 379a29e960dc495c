import { setTimeout as sleep } from 'node:timers/promises';

/** Milliseconds since the epoch, and a wait. Tests pass their own clock. */
export type Clock = {
  readonly now: () => number;
  readonly sleep: (durationMs: number) => Promise<void>;
};

export const systemClock: Clock = { now: () => Date.now(), sleep: (durationMs) => sleep(durationMs) };
