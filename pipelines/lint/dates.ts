export const DAY_MS = 86_400_000;

/** `YYYY-MM-DD` in UTC. */
export function isoDateOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}

/** True for a day that exists: `2027-02-30` does not. */
export function isIsoDate(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(time) && isoDateOf(new Date(time)) === text;
}

/** Whole days from one `YYYY-MM-DD` to another; negative if `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}
