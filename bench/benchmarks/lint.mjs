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
    const schema = join(folder, 'secret.schema.json');
    const { output } = await measure({ command: keywright('schema', 'Secret') });
    writeFileSync(schema, output);
    const [small, large, packed, broken, faulty] = ['small', 'large', 'packed', 'broken', 'faulty'].map((name) =>
      join(folder, name),
    );
    writeEstate(small, { secrets: 1_000 });
    writeEstate(large, { secrets: 10_000 });
    writeEstate(packed, { secrets: 10_000, perFile: 100 });
    writeEstate(broken, { secrets: 10_000, faultEvery: 20 });
    writeEstate(faulty, { secrets: 10_000, faultEvery: 1 });
    const comparisons = [
      { title: '1,000 files', rounds: 5, contestants: [own('keywright lint', small), ...peers(small, schema, 3)] },
      { title: '10,000 files', rounds: 5, contestants: [own('keywright lint', large), ...peers(large, schema, 1)] },
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

function own(name, estate, statuses = [0]) {
  return { name, command: keywright('lint', '--dir', estate), statuses };
}

function peers(estate, schema, spectralRounds) {
  const secrets = join(estate, 'secrets.d/secrets');
  const ajv = ['validate', '--spec=draft2020', '--strict=false', '-c', 'ajv-formats'];
  return [
    {
      name: 'ajv-cli: schema only',
      command: [
        process.execPath,
        peer('node_modules/ajv-cli/dist/index.js'),
        ...ajv,
        ...['-s', schema, '-d', join(secrets, '**/*.yaml')],
      ],
      cwd: peer('.'),
    },
    {
      name: 'sourcemeta jsonschema, native: schema only',
      command: [sourcemetaCommand(), 'validate', schema, secrets, '--extension', '.yaml'],
    },
    {
      name: 'Spectral: schema and 15 rules',
      rounds: spectralRounds,
      command: [
        process.execPath,
        peer('node_modules/@stoplight/spectral-cli/dist/index.js'),
        ...['lint', '--ruleset', peer('spectral.mjs'), '--quiet', join(secrets, '**/*.yaml')],
      ],
      env: { KEYWRIGHT_SECRET_SCHEMA: schema },
    },
  ];
}

function targets([small, large, [clean, , , faulty]]) {
  const against = ([ours, ...others], index) => ours.cpu.median / others[index].cpu.median;
  return [
    { text: '10,000 files against Spectral, CPU', limit: 1 / 200, value: against(large, 2) },
    { text: '10,000 files against ajv-cli, CPU', limit: 1, value: against(large, 0) },
    { text: "10,000 files against sourcemeta's jsonschema, CPU", limit: 1.5, value: against(large, 1) },
    { text: '10,000 files, peak memory', limit: 130, value: large[0].peakMb, unit: ' MB' },
    { text: '1,000 files against Spectral, CPU', limit: 1 / 80, value: against(small, 2) },
    { text: 'a mistake in each file against none, CPU', limit: 4, value: faulty.cpu.median / clean.cpu.median },
    { text: '10,000 files against 1,000, CPU', limit: 11, value: large[0].cpu.median / small[0].cpu.median },
  ];
}
