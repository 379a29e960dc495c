import type { Frame } from '../../../schemas/types.ts';
import type { Style } from '../report-format.ts';
import { plain } from './plain.ts';
import { widthOf } from './width.ts';

/**
 * The source around a finding with line numbers, and carets under the place. Lines that are too wide are cut around the
 * place.
 */
export function renderFrame(line: number, frame: Frame, style: Style): readonly string[] {
  const gutter = String(frame.firstLine + frame.lines.length - 1).length;
  const room = style.columns === null ? Number.POSITIVE_INFINITY : Math.max(20, style.columns - gutter - 3);
  return frame.lines.flatMap((source, index) => {
    const number = frame.firstLine + index;
    const isPlace = number === line;
    const { text, start } = fit(source, isPlace ? frame.caretColumn - 1 : 0, room);
    const numbered = `${String(number).padStart(gutter)} | ${plain(text)}`.trimEnd();
    return isPlace ? [numbered, `${' '.repeat(gutter)} | ${underline(text, start, frame.caretLength)}`] : [numbered];
  });
}

/** A tab is shown as one space, so that the carets line up. `start` counts from 0. */
function fit(source: string, start: number, room: number): { readonly text: string; readonly start: number } {
  const text = source.replaceAll('\t', ' ');
  if (widthOf(text) <= room) return { text, start };
  const from = Math.max(0, Math.min(start - Math.floor(room / 3), text.length - room));
  return { text: firstColumns(text.slice(from), room), start: start - from };
}

function firstColumns(text: string, room: number): string {
  let end = Math.min(text.length, room);
  while (widthOf(text.slice(0, end)) > room) end--;
  return text.slice(0, end);
}

function underline(text: string, start: number, length: number): string {
  const marked = Math.max(1, widthOf(text.slice(start, start + length)));
  return `${' '.repeat(widthOf(text.slice(0, start)))}^${'~'.repeat(marked - 1)}`;
}
