import type { ExternalSecretConsumer } from '../declarations.ts';
import { parseGoDuration } from './go-duration.ts';

/** The generator's default if the declaration sets none. */
export const DEFAULT_REFRESH_INTERVAL = '1h';

/** How often an ExternalSecret is refreshed; `seconds` is null if `written` is not a Go duration, 0 for never. */
export type RefreshInterval = { readonly written: string; readonly seconds: number | null };

export function refreshIntervalOf({ refreshInterval }: ExternalSecretConsumer): RefreshInterval {
  const written = refreshInterval ?? DEFAULT_REFRESH_INTERVAL;
  return { written, seconds: parseGoDuration(written) };
}
