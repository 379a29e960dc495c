import { parseGoDuration } from '../../generators/kubernetes/go-duration.ts';
import type { Consumer, ExternalSecretConsumer } from '../../schemas/declarations.ts';
import type { DesiredSecret } from '../../schemas/types.ts';

/** What the generator writes where the declaration says nothing. */
const DEFAULT_REFRESH_INTERVAL = '1h';

/** How often an ExternalSecret is refreshed; `seconds` is null where that is no Go duration, 0 where it is never. */
export type RefreshInterval = { readonly written: string; readonly seconds: number | null };

export function refreshIntervalOf({ refreshInterval }: ExternalSecretConsumer): RefreshInterval {
  const written = refreshInterval ?? DEFAULT_REFRESH_INTERVAL;
  return { written, seconds: parseGoDuration(written) };
}

export type NamedConsumer = { readonly name: string; readonly consumer: Consumer };

/** The consumers for which `check` is true; none, without allocation, where no consumer is declared. */
export function consumersOf({ kubernetes }: Pick<DesiredSecret['spec'], 'kubernetes'>): readonly NamedConsumer[] {
  let found: NamedConsumer[] | null = null;
  for (const name in kubernetes) {
    const consumer = kubernetes[name];
    if (consumer === undefined) continue;
    found ??= [];
    found.push({ name, consumer });
  }
  return found ?? NO_CONSUMERS;
}

const NO_CONSUMERS: readonly NamedConsumer[] = Object.freeze([]);
