import { join } from 'node:path';
import { writeEstate } from '../corpus/estate.mjs';
import { startEndpoint } from '../endpoint.mjs';
import { keywright } from '../keywright.mjs';

const SECRETS = 1_000;
/** AWS allows 50 CreateSecret a second in an account and Region (user guide, "Secrets Manager quotas"). */
const FLOOR_SECONDS = SECRETS / 50;

/** Creating secrets at AWS's quotas, which the endpoint enforces, over a link like the Internet's. */
export const apply = {
  name: 'apply',
  prepare(folder) {
    const estate = join(folder, 'estate');
    writeEstate(estate, { secrets: SECRETS });
    const env = {};
    let endpoint;
    const contestant = {
      name: 'keywright apply',
      command: keywright('apply', '--yes', '--dir', estate),
      env,
      // Each run begins with an empty account.
      before: async () => {
        await endpoint?.close();
        endpoint = await startEndpoint('--latency', '30', '--throttle');
        Object.assign(env, endpoint.env);
      },
    };
    const targets = ([[run]]) => [
      { text: '1,000 creates, wall', limit: 1.3 * FLOOR_SECONDS, value: run.wall.median, unit: ' s' },
    ];
    const comparisons = [{ title: '1,000 secrets to create', rounds: 3, contestants: [contestant] }];
    return { comparisons, targets, close: () => endpoint?.close() };
  },
};
