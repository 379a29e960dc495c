import { measure } from './measure.mjs';

/**
 * Runs contestants alternately, so that other load on the machine affects all of them alike. A slow contestant can set
 * its own, smaller number of `rounds`, and skips the later ones.
 * @returns per contestant the median and the range of CPU and wall time, and the greatest peak memory
 */
export async function runAlternately(contestants, rounds, progress) {
  const runs = new Map(contestants.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const contestant of contestants) {
      if (round >= (contestant.rounds ?? rounds)) continue;
      await contestant.before?.();
      progress(`${contestant.name}, round ${round + 1}`);
      const run = await measure(contestant);
      contestant.verify?.(run.output);
      runs.get(contestant.name).push(run);
    }
  }
  return contestants.map(({ name }) => ({ name, ...summaryOf(runs.get(name)) }));
}

function summaryOf(runs) {
  const peaks = runs.map(({ peakMb }) => peakMb);
  return {
    rounds: runs.length,
    cpu: statistics(runs.map(({ cpuSeconds }) => cpuSeconds)),
    wall: statistics(runs.map(({ wallSeconds }) => wallSeconds)),
    peakMb: peaks.includes(null) ? null : Math.max(...peaks),
  };
}

function statistics(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const median = (sorted[Math.ceil(middle) - 1] + sorted[Math.floor(middle)]) / 2;
  return { median, min: sorted[0], max: sorted.at(-1) };
}
