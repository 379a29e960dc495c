import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeEstate } from '../corpus/estate.mjs';
import { secretName } from '../corpus/secrets.mjs';
import { fill, startEndpoint } from '../endpoint.mjs';
import { keywright } from '../keywright.mjs';
import { peer } from '../peers.mjs';

const LATENCY_MS = 30;

/** An estate that is as declared, looked at over the same endpoint. */
export const plan = {
  name: 'plan',
  async prepare(folder) {
    const [small, large] = [await prepareEstate(folder, 1_000), await prepareEstate(folder, 10_000)];
    const comparisons = [
      { title: '1,000 secrets, nothing to do', rounds: 3, contestants: [ours(small), refresh(small, 1)] },
      { title: '10,000 secrets, nothing to do', rounds: 3, contestants: [ours(large), refresh(large, 1)] },
    ];
    const close = async () => {
      for (const { endpoint } of [small, large]) await endpoint.close();
    };
    return { comparisons, targets: (results) => targets(results, large.requests), close };
  },
};

async function prepareEstate(folder, secrets) {
  const estate = join(folder, `estate-${secrets}`);
  const state = join(folder, `state-${secrets}`);
  const names = join(folder, `names-${secrets}.json`);
  writeEstate(estate, { secrets });
  writeFileSync(names, JSON.stringify(Array.from({ length: secrets }, (_, number) => `prod/${secretName(number)}`)));
  await fill(state, estate);
  const endpoint = await startEndpoint('--state', state, '--latency', String(LATENCY_MS));
  return { estate, names, endpoint, requests: {} };
}

function ours({ estate, endpoint, requests }) {
  return {
    name: 'keywright plan',
    command: keywright('plan', '--format', 'json', '--detailed-exitcode', '--dir', estate),
    env: endpoint.env,
    verify: (output) => Object.assign(requests, JSON.parse(output).requests),
  };
}

function refresh({ names, endpoint }, rounds) {
  return {
    name: 'a refresh in the manner of Terraform',
    rounds,
    command: [process.execPath, peer('refresh.mjs'), names],
    env: endpoint.env,
  };
}

function targets([[smallPlan], [largePlan, largeRefresh]], requests) {
  const sent = Object.values(requests).reduce((sum, count) => sum + count, 0);
  return [
    { text: '10,000 secrets, requests', limit: 110, value: sent },
    { text: '10,000 against the refresh, CPU', limit: 1 / 20, value: largePlan.cpu.median / largeRefresh.cpu.median },
    {
      text: '10,000 against the refresh, wall',
      limit: 1 / 25,
      value: largePlan.wall.median / largeRefresh.wall.median,
    },
    { text: '10,000, peak memory', limit: 160, value: largePlan.peakMb, unit: ' MB' },
    { text: '10,000 against 1,000, CPU', limit: 11, value: largePlan.cpu.median / smallPlan.cpu.median },
  ];
}
