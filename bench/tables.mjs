/** A Markdown table of one comparison. `unit`: the contestant whose CPU time counts as 1, by default the first. */
export function comparisonTable({ title, unit, results }) {
  const one = results.find(({ name }) => name === unit) ?? results[0];
  const header = [title, 'CPU s', `${one.name} = 1`, 'wall s', 'peak MB', 'runs'];
  const rows = results.map((result) => [
    result.name,
    range(result.cpu),
    ratio(result.cpu.median / one.cpu.median),
    range(result.wall),
    result.peakMb === null ? '-' : String(Math.round(result.peakMb)),
    String(result.rounds),
  ]);
  return markdownTable(header, rows);
}

/** The targets and the measured results. */
export function targetTable(targets) {
  const rows = targets.map(({ text, limit, value, unit = '' }) => [
    text,
    `${ratio(limit)}${unit}`,
    `${ratio(value)}${unit}`,
    value <= limit ? 'yes' : '**no**',
  ]);
  return markdownTable(['Target', 'at most', 'measured', 'met'], rows);
}

function range({ median, min, max }) {
  const digits = max < 1 ? 3 : max < 100 ? 2 : 0;
  const [middle, low, high] = [median, min, max].map((seconds) => seconds.toFixed(digits));
  return low === high ? middle : `${middle} (${low}-${high})`;
}

/** `0.94`, `1/240`, `12`. */
function ratio(value) {
  if (value >= 10) return String(Math.round(value));
  if (value >= 0.1) return value.toFixed(2);
  return `1/${Math.round(1 / value)}`;
}

function markdownTable(header, rows) {
  return [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}
