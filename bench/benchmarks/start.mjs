import { writeEstate } from '../corpus/estate.mjs';
import { keywright } from '../keywright.mjs';

/** What every call costs before it does anything. */
export const start = {
  name: 'start',
  prepare(folder) {
    writeEstate(folder, { secrets: 1 });
    const comparison = {
      title: 'Starting',
      unit: 'node -e 0',
      rounds: 31,
      contestants: [
        { name: 'keywright --help', command: keywright('--help') },
        { name: 'keywright lint, one file', command: keywright('lint', '--dir', folder) },
        { name: 'node -e 0', command: [process.execPath, '-e', '0'] },
      ],
    };
    const targets = ([[help, lintOne, node]]) => [
      { text: '`--help` against `node -e 0`', limit: 1.15, value: help.cpu.median / node.cpu.median },
      { text: 'linting one file against `node -e 0`', limit: 1.4, value: lintOne.cpu.median / node.cpu.median },
    ];
    return { comparisons: [comparison], targets };
  },
};
