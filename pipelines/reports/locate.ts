import { groupBy } from '../../schemas/json/group-by.ts';
import { pointerOf, segmentsOf } from '../../schemas/json/pointer.ts';
import type { Document, Finding, Frame, LocatedFinding, Place, Range, SourceFile } from '../../schemas/types.ts';
import { type LineStarts, lineStartsOf, rangeOf } from '../declarations/yaml/lines.ts';
import { type Positions, positionsOf, type Span } from '../declarations/yaml/positions.ts';
import { type Hidden, hiddenScalars, maskPart, maskText, maskUnparsed } from '../masking/mask.ts';
import { findPatterns, maskPatterns } from '../masking/patterns/find-patterns.ts';

/** Lines shown above and below the line of a finding. */
const CONTEXT_LINES = 1;

/**
 * Gives every finding its line and column, its code frame and its help page. Only files that have findings are parsed
 * again.
 */
export function locate(
  findings: readonly Finding[],
  files: readonly SourceFile[],
  documents: readonly Document[],
): readonly LocatedFinding[] {
  const valuesByPath = groupBy(documents, fileOf);
  const places = new Map<string, LocatedFile>();
  const findingsByPath = groupBy(findings, fileOf);
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

const fileOf = ({ file }: { readonly file: string }) => file;

/** The line of a place; each file is parsed once, however many places in it are needed. */
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

type Located = Omit<LocatedFinding, 'waived'>;
type LocatedFile = (finding: Finding) => Located;

function locateFile(file: SourceFile, documents: readonly Document[], findings: readonly Finding[]): LocatedFile {
  const positions = positionsOf(file.text);
  const starts = lineStartsOf(file.text);
  const hidden = [...hiddenIn(positions, documents, findings), ...findPatterns(file.text)];
  const masked = maskText(file.text, hidden).split(/\r?\n/);
  const parsed = new Set(documents.map(({ document }) => document));
  return ({ range, hidden: _hidden, meant: _meant, fix: _fix, waived: _waived, ...finding }) => {
    const span = nearestSpan(positions[finding.document] ?? new Map(), finding.pointer);
    const found = range ?? rangeOf(starts, span.start, span.end);
    const frame = parsed.has(finding.document)
      ? { ...frameOf(masked, found), ...caretUnder(file.text, hidden, starts, found) }
      : frameOf(file.text.split(/\r?\n/).map(maskUnparsed), found);
    return { ...finding, ...withoutPatterns(finding), ...found, help: rulePage(finding.rule), frame };
  };
}

function hiddenIn(
  positions: readonly Positions[],
  documents: readonly Document[],
  findings: readonly Finding[],
): readonly Hidden[] {
  return positions.flatMap((spans, index) => {
    const value = documents.find(({ document }) => document === index)?.value;
    const strays = findings.filter((finding) => finding.hidden === true && finding.document === index);
    return hiddenScalars(
      value,
      spans,
      strays.map(({ pointer }) => pointer),
    );
  });
}

/** The caret's position in the masked line: masks are longer or shorter than the text that they hide. */
function caretUnder(text: string, hidden: readonly Hidden[], starts: LineStarts, range: Range) {
  const lineStart = starts[range.line - 1] ?? 0;
  const lineEnd = text.indexOf('\n', lineStart);
  const start = lineStart + range.column - 1;
  const last = lineEnd === -1 ? text.length : lineEnd;
  const end = range.endLine === range.line ? Math.min(lineStart + range.endColumn - 1, last) : last;
  return {
    caretColumn: maskPart(text, hidden, lineStart, start).length + 1,
    caretLength: Math.max(1, maskPart(text, hidden, start, end).trimEnd().length),
  };
}

/** A message can quote a name, and a pointer has keys; either can contain a credential. */
function withoutPatterns({ message, pointer }: Pick<Finding, 'message' | 'pointer'>) {
  return { message: maskPatterns(message), pointer: pointerOf(segmentsOf(pointer).map(maskPatterns)) };
}

/** The span of the pointer or of its nearest ancestor; a value from a merge key has the place of the merge key. */
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

/** Every rule has a page, named after its id. */
export function rulePage(rule: string): string {
  return `docs/rules/${rule}.md`;
}

function withoutPlace({
  range: _range,
  hidden: _hidden,
  meant: _meant,
  fix: _fix,
  waived: _waived,
  ...finding
}: Finding): Located {
  return {
    ...finding,
    ...withoutPatterns(finding),
    line: 1,
    column: 1,
    endLine: 1,
    endColumn: 2,
    help: rulePage(finding.rule),
    frame: null,
  };
}
