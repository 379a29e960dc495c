import type { Range } from '../../../schemas/types.ts';

/** The offset of each line's start in a text. */
export type LineStarts = readonly number[];

export function lineStartsOf(text: string): LineStarts {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** Converts offsets (end exclusive) to lines and columns, both counted from 1; columns are in UTF-16 units. */
export function rangeOf(starts: LineStarts, start: number, end: number): Range {
  const line = lineAt(starts, start);
  const endLine = lineAt(starts, Math.max(start, end - 1));
  return {
    line: line + 1,
    column: start - (starts[line] ?? 0) + 1,
    endLine: endLine + 1,
    endColumn: Math.max(end, start + 1) - (starts[endLine] ?? 0) + 1,
  };
}

function lineAt(starts: LineStarts, offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
