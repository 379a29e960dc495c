import type { ExternalSecretConsumer } from '../declarations.ts';
import { parseGoDuration } from './go-duration.ts';

/** What the generator writes where the declaration says nothing. */
export const DEFAULT_REFRESH_INTERVAL = '1h';

/** How often an ExternalSecret is refreshed; `seconds` is null where that is no Go duration, 0 where it is never. */
export type RefreshInterval = { readonly written: string; readonly seconds: number | null };

export function refreshIntervalOf({ refreshInterval }: ExternalSecretConsumer): RefreshInterval {
  const written = refreshInterval ?? DEFAULT_REFRESH_INTERVAL;
  return { written, seconds: parseGoDuration(written) };
}
