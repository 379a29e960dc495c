import { widthOf } from './width.ts';

/** Breaks a line at spaces so that it fits; all lines but the first are indented. null: no wrapping. */
export function wrap(line: string, columns: number | null, indent: string): readonly string[] {
  if (columns === null || widthOf(line) <= columns) return [line];
  const lines: string[] = [];
  let current = '';
  for (const word of line.split(/(?<=\S) /)) {
    const longer = current === '' ? word : `${current} ${word}`;
    if (current === '' || widthOf(longer) <= columns) {
      current = longer;
    } else {
      lines.push(current);
      current = indent + word;
    }
  }
  return [...lines, current];
}
