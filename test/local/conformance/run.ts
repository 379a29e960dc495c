import { createAws, type Target } from './aws.ts';
import { behaviours } from './list.ts';

export type Result = { readonly title: string; readonly source: string; readonly problem: string | undefined };

const CONCURRENCY = 8;
const LIMIT_MS = 20_000;

/** Tries every behaviour against an endpoint; behaviours don't touch each other's secrets. */
export async function runConformance(target: Target): Promise<readonly Result[]> {
  const results: Result[] = [];
  const waiting = behaviours.entries();
  const work = async () => {
    for (const [index, { title, source, run }] of waiting) {
      const problem = await limited(run(createAws(target))).then(
        () => undefined,
        (error: unknown) => (error instanceof Error ? error.message : String(error)),
      );
      results[index] = { title, source, problem };
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, work));
  return results;
}

function limited(work: Promise<unknown>): Promise<unknown> {
  const limit = AbortSignal.timeout(LIMIT_MS);
  const expired = new Promise((_, reject) => limit.addEventListener('abort', () => reject(limit.reason)));
  return Promise.race([work, expired]);
}
