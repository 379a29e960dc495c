import { widthOf } from './width.ts';

/** Breaks a line at spaces so that it fits; the lines after the first are indented. null: as wide as it is. */
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
