const DAY_MS = 86_400_000;

/** Whole days from an ISO 8601 date to now. */
export function ageInDays(date: string, now: Date): number {
  return Math.floor((now.getTime() - Date.parse(date)) / DAY_MS);
}
