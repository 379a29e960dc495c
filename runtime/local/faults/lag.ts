type Late = { readonly dueDate: number; readonly act: () => void };

/** Lets changes reach the lists some time after they were made, in their order. */
export function createLag(lagMs: () => number, now: () => number) {
  const late: Late[] = [];
  return {
    publish(act: () => void): void {
      const dueDate = now() + lagMs();
      // A change may not overtake one that is still late.
      if (late.length === 0 && dueDate <= now()) act();
      else late.push({ dueDate, act });
    },
    /** Does what is due at `time`. */
    settle(time: number): void {
      const due = late.findIndex(({ dueDate }) => dueDate > time);
      for (const { act } of late.splice(0, due < 0 ? late.length : due)) act();
    },
  };
}
