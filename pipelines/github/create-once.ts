import { setTimeout as delay } from 'node:timers/promises';
import { isHiccup } from './failure.ts';

/**
 * Creates something although a reply can be lost: before every further attempt it looks whether the last one succeeded
 * after all. `create` must not retry by itself.
 */
export async function createOnce<Thing>(
  create: () => Promise<Thing>,
  find: () => Promise<Thing | undefined>,
): Promise<Thing> {
  for (const waitMs of WAITS_MS) {
    try {
      return await create();
    } catch (error) {
      if (!isHiccup(error)) throw error;
    }
    await delay(waitMs);
    const arrived = await find();
    if (arrived !== undefined) return arrived;
  }
  return create();
}

/** GitHub's lists can lag behind its writes by about a second. */
const WAITS_MS = [1_000, 4_000];

/** Request options for `create`. */
export const NO_RETRIES = { request: { retries: 0 } } as const;
