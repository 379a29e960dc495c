type Late = { readonly dueDate: number; readonly act: () => void };

/** Delays changes before they appear in lists, and keeps their order. */
export function createLag(lagMs: () => number, now: () => number) {
  const late: Late[] = [];
  return {
    publish(act: () => void): void {
      const dueDate = now() + lagMs();
      // A change must not overtake one that is still delayed.
      if (late.length === 0 && dueDate <= now()) act();
      else late.push({ dueDate, act });
    },
    /** Applies the changes that are due at `time`. */
    settle(time: number): void {
      const due = late.findIndex(({ dueDate }) => dueDate > time);
      for (const { act } of late.splice(0, due < 0 ? late.length : due)) act();
    },
  };
}
