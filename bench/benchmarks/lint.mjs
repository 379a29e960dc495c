import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeEstate } from '../corpus/estate.mjs';
import { keywright } from '../keywright.mjs';
import { measure } from '../measure.mjs';
import { peer, sourcemetaCommand } from '../peers.mjs';

/** All rules, against two tools that only validate and one that can express some of the rules. */
export const lint = {
  name: 'lint',
  async prepare(folder) {
    const schema = await writeSchema(folder);
    const [small, large, packed, broken, faulty] = ['small', 'large', 'packed', 'broken', 'faulty'].map((name) =>
      join(folder, name),
    );
    writeEstate(small, { secrets: 1_000 });
    writeEstate(large, { secrets: 10_000 });
    writeEstate(packed, { secrets: 10_000, perFile: 100 });
    writeEstate(broken, { secrets: 10_000, faultEvery: 20 });
    writeEstate(faulty, { secrets: 10_000, faultEvery: 1 });
    const ours = 'keywright lint';
    const comparisons = [
      { title: '1,000 files', rounds: 5, contestants: [own(ours, small), ...validators(small, schema)] },
      { title: '10,000 files', rounds: 5, contestants: [own(ours, large), ...validators(large, schema)] },
      {
        title: '10,000 secrets',
        rounds: 3,
        contestants: [
          own('one a file', large),
          own('100 a file', packed),
          own('a mistake in every 20th', broken, [1]),
          own('a mistake in each', faulty, [1]),
        ],
      },
    ];
    return { comparisons, targets };
  },
};

/** A benchmark of its own, because it takes Spectral ten minutes. */
export const spectral = {
  name: 'spectral',
  async prepare(folder) {
    const schema = await writeSchema(folder);
    const [small, large] = [1_000, 10_000].map((secrets) => {
      const estate = join(folder, String(secrets));
      writeEstate(estate, { secrets });
      return estate;
    });
    const comparisons = [
      { title: '1,000 files', rounds: 3, contestants: [own('keywright lint', small), spectralOver(small, schema, 1)] },
      { title: '10,000 files', rounds: 3, contestants: [own('keywright lint', large), spectralOver(large, schema, 1)] },
    ];
    return { comparisons, targets: spectralTargets };
  },
};

async function writeSchema(folder) {
  const schema = join(folder, 'secret.schema.json');
  const { output } = await measure({ command: keywright('schema', 'Secret') });
  writeFileSync(schema, output);
  return schema;
}

function own(name, estate, statuses = [0]) {
  return { name, command: keywright('lint', '--dir', estate), statuses };
}

function validators(estate, schema) {
  const secrets = join(estate, 'secrets.d/secrets');
  const options = ['validate', '--spec=draft2020', '--strict=false', '-c', 'ajv-formats'];
  return [
    {
      name: 'ajv-cli: schema only',
      command: [
        process.execPath,
        peer('node_modules/ajv-cli/dist/index.js'),
        ...options,
        ...['-s', schema, '-d', join(secrets, '**/*.yaml')],
      ],
      cwd: peer('.'),
    },
    {
      name: 'sourcemeta jsonschema, native: schema only',
      command: [sourcemetaCommand(), 'validate', schema, secrets, '--extension', '.yaml'],
    },
  ];
}

function spectralOver(estate, schema, rounds) {
  return {
    name: 'Spectral: schema and 15 rules',
    rounds,
    command: [
      process.execPath,
      peer('node_modules/@stoplight/spectral-cli/dist/index.js'),
      ...['lint', '--ruleset', peer('spectral.mjs'), '--quiet', join(estate, 'secrets.d/secrets/**/*.yaml')],
    ],
    env: { KEYWRIGHT_SECRET_SCHEMA: schema },
  };
}

function targets([small, large, [clean, , , faulty]]) {
  return [
    { text: '10,000 files against ajv-cli, CPU', limit: 1, value: cpuAgainst(large, 1) },
    { text: "10,000 files against sourcemeta's jsonschema, CPU", limit: 1.5, value: cpuAgainst(large, 2) },
    { text: '10,000 files, peak memory', limit: 130, value: large[0].peakMb, unit: ' MB' },
    { text: 'a mistake in each file against none, CPU', limit: 4, value: faulty.cpu.median / clean.cpu.median },
    { text: '10,000 files against 1,000, CPU', limit: 11, value: large[0].cpu.median / small[0].cpu.median },
  ];
}

function spectralTargets([small, large]) {
  return [
    { text: '1,000 files against Spectral, CPU', limit: 1 / 80, value: cpuAgainst(small, 1) },
    { text: '10,000 files against Spectral, CPU', limit: 1 / 200, value: cpuAgainst(large, 1) },
  ];
}

function cpuAgainst(results, index) {
  return results[0].cpu.median / results[index].cpu.median;
}
