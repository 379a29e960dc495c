import type { Document, Finding, Frame, LocatedFinding, Place, Range, SourceFile } from '../schemas/types.ts';
import { type Hidden, hiddenScalars, maskPart, maskText, maskUnparsed } from './mask.ts';
import { pointerOf, segmentsOf } from './pointer.ts';
import { lineStartsOf, rangeOf } from './yaml/lines.ts';
import { type Positions, positionsOf, type Span } from './yaml/positions.ts';

/** Lines shown above and below the line of a finding. */
const CONTEXT_LINES = 1;

/**
 * Gives every finding its line and column, its code frame and its help page. Only files that have findings are
 * looked at a second time.
 */
export function locate(
  findings: readonly Finding[],
  files: readonly SourceFile[],
  documents: readonly Document[],
): readonly LocatedFinding[] {
  const valuesByPath = grouped(documents);
  const places = new Map<string, LocatedFile>();
  const findingsByPath = grouped(findings);
  for (const file of files) {
    const own = findingsByPath.get(file.path);
    if (own !== undefined) places.set(file.path, locateFile(file, valuesByPath.get(file.path) ?? [], own));
  }
  const lineOf = lineFinder(files);
  return findings.map((finding) => {
    const located = (places.get(finding.file) ?? withoutPlace)(finding);
    if (finding.waived === null) return { ...located, waived: null };
    const { file, owner, reason, expires } = finding.waived;
    return { ...located, waived: { file, line: lineOf(finding.waived), owner, reason, expires } };
  });
}

/** The line of a place; a file is looked at once, however many places in it are asked for. */
function lineFinder(files: readonly SourceFile[]): (place: Place) => number {
  const known = new Map<string, (place: Place) => number>();
  return (place) => {
    const finder = known.get(place.file) ?? lineFinderOf(files.find(({ path }) => path === place.file)?.text ?? '');
    known.set(place.file, finder);
    return finder(place);
  };
}

function lineFinderOf(text: string): (place: Place) => number {
  const positions = positionsOf(text);
  const starts = lineStartsOf(text);
  return ({ document, pointer }) => {
    const { start, end } = nearestSpan(positions[document] ?? new Map(), pointer);
    return rangeOf(starts, start, end).line;
  };
}

function grouped<T extends { readonly file: string }>(items: readonly T[]): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(item.file);
    if (group === undefined) groups.set(item.file, [item]);
    else group.push(item);
  }
  return groups;
}

type Located = Omit<LocatedFinding, 'waived'>;
type LocatedFile = (finding: Finding) => Located;

function locateFile(file: SourceFile, documents: readonly Document[], findings: readonly Finding[]): LocatedFile {
  const positions = positionsOf(file.text);
  const starts = lineStartsOf(file.text);
  const hidden = positions.flatMap((spans, index) => {
    const value = documents.find(({ document }) => document === index)?.value;
    const strays = findings.filter((finding) => finding.hidden === true && finding.document === index);
    return hiddenScalars(
      value,
      spans,
      strays.map(({ pointer }) => pointer),
    );
  });
  const source = file.text.split(/\r?\n/);
  const masked = maskText(file.text, hidden).split(/\r?\n/);
  return ({ range, hidden: _hidden, fix: _fix, waived: _waived, ...finding }) => {
    if (range !== undefined) {
      return { ...finding, ...range, help: helpPage(finding.rule), frame: frameOf(source.map(maskUnparsed), range) };
    }
    const span = nearestSpan(positions[finding.document] ?? new Map(), finding.pointer);
    const found = rangeOf(starts, span.start, span.end);
    const caret = caretUnder(file.text, hidden, starts[found.line - 1] ?? 0, span);
    return { ...finding, ...found, help: helpPage(finding.rule), frame: { ...frameOf(masked, found), ...caret } };
  };
}

/** Where the span stands in its masked line: masks are longer or shorter than what they hide. */
function caretUnder(text: string, hidden: readonly Hidden[], lineStart: number, span: Span) {
  const lineEnd = text.indexOf('\n', span.start);
  const end = Math.min(span.end, lineEnd === -1 ? text.length : lineEnd);
  return {
    caretColumn: maskPart(text, hidden, lineStart, span.start).length + 1,
    caretLength: Math.max(1, maskPart(text, hidden, span.start, end).trimEnd().length),
  };
}

/** The span of the pointer or of its nearest ancestor; what came through a merge key is where the merge key is. */
function nearestSpan(positions: Positions, pointer: string): Span {
  let path = segmentsOf(pointer);
  while (path.length > 0) {
    const span = positions.get(pointerOf(path)) ?? positions.get(pointerOf([...path.slice(0, -1), '<<']));
    if (span !== undefined) return span;
    path = path.slice(0, -1);
  }
  return positions.get('') ?? { start: 0, end: 1 };
}

function frameOf(lines: readonly string[], range: Range): Frame {
  const first = Math.max(1, range.line - CONTEXT_LINES);
  const own = lines[range.line - 1] ?? '';
  const end = range.endLine === range.line ? Math.min(range.endColumn, own.length + 1) : own.length + 1;
  return {
    firstLine: first,
    lines: lines.slice(first - 1, range.line + CONTEXT_LINES),
    caretColumn: range.column,
    caretLength: Math.max(1, end - range.column),
  };
}

/** Every rule has a page, named for its id. */
export function helpPage(rule: string): string {
  return `docs/rules/${rule}.md`;
}

function withoutPlace({ range: _range, hidden: _hidden, fix: _fix, waived: _waived, ...finding }: Finding): Located {
  return { ...finding, line: 1, column: 1, endLine: 1, endColumn: 2, help: helpPage(finding.rule), frame: null };
}
