const nanosecondsPer: { readonly [unit: string]: number } = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 60e9,
  h: 3600e9,
};

/** A configuration has few distinct durations, and each is parsed for many secrets. */
const known = new Map<string, number | null>();

/** A Go duration (`1h`, `90m`) in seconds, or null where Go's time.ParseDuration would refuse it (`1d`). */
export function parseGoDuration(text: string): number | null {
  const before = known.get(text);
  if (before !== undefined) return before;
  const seconds = parse(text);
  known.set(text, seconds);
  return seconds;
}

function parse(text: string): number | null {
  if (text === '0') return 0;
  const sign = text.startsWith('-') ? -1 : 1;
  const unsigned = text.replace(/^[+-]/, '');
  const parts = [...unsigned.matchAll(/(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|ms|s|m|h)/gy)];
  const length = parts.reduce((sum, [part]) => sum + part.length, 0);
  if (length === 0 || length < unsigned.length) return null;
  const nanoseconds = parts.reduce((sum, [, count, unit = '']) => sum + Number(count) * (nanosecondsPer[unit] ?? 0), 0);
  return (sign * nanoseconds) / 1e9;
}

/**
 * As Go formats it and the API server returns it (`1h` becomes `1h0m0s`), so that Argo CD sees no difference. Text that
 * is not a duration in whole seconds is returned unchanged.
 */
export function canonicalGoDuration(text: string): string {
  const seconds = parseGoDuration(text);
  if (seconds === null || seconds < 0 || !Number.isInteger(seconds)) return text;
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  if (hours > 0) return `${hours}h${minutes}m${seconds % 60}s`;
  return minutes > 0 ? `${minutes}m${seconds % 60}s` : `${seconds}s`;
}
