import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { LocalEndpoint } from '../../runtime/local/options.ts';
import { startLocalEndpoint } from '../../runtime/local/server.ts';
import { type Meddling, meddle, meddlings } from '../support/meddling.ts';
import { ENV, estateOf, type SecretModel, secretModels } from '../support/model.ts';
import { planAndApply, planOnly, snapshot } from '../support/reconciler.ts';

/** In CI a thousand; on a developer's machine enough to see a mistake. */
const RUNS = process.env.CI ? 1_000 : 60;

let endpoint: LocalEndpoint;
beforeAll(async () => {
  endpoint = await startLocalEndpoint({ seed: 1 });
});
afterAll(() => endpoint.close());

/** Every run has an account of its own, so that none sees what another left behind. */
let nextAccount = 100_000_000_000;

type Round = { readonly secrets: readonly SecretModel[]; readonly meddling: readonly Meddling[] };

const rounds: fc.Arbitrary<readonly Round[]> = fc.array(
  fc.record({ secrets: secretModels, meddling: fc.array(meddlings, { maxLength: 5 }) }),
  { minLength: 1, maxLength: 3 },
);

test(
  'whatever is declared and whatever others do: apply, and the next plan is empty and nothing foreign has changed',
  async () => {
    await fc.assert(
      fc.asyncProperty(rounds, async (all) => {
        const accountId = String(nextAccount++);
        const world = { url: endpoint.url, accountId, env: ENV };
        for (const { secrets, meddling } of all) {
          const estate = estateOf(secrets, accountId);
          for (const step of meddling) await meddle(world, step);
          const before = await snapshot(world);
          const { plan, result } = await planAndApply(world, estate);
          const after = await snapshot(world);

          const failures = result.outcomes.filter(({ status }) => status === 'failed');
          expect(failures).toEqual([]);
          const touched = new Set([...plan.actions, ...plan.awaitingValue].map(({ secret }) => `prod/${secret}`));
          for (const [name, secret] of before)
            if (!touched.has(name)) expect([name, after.get(name)]).toEqual([name, secret]);

          const second = await planOnly(world, estate);
          expect(second.actions).toEqual([]);
          expect(second.refusals).toEqual(plan.refusals);
        }
      }),
      { numRuns: RUNS, ...(process.env.SEED ? { seed: Number(process.env.SEED) } : {}) },
    );
  },
  20 * 60_000,
);
