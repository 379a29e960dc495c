import type { Json } from '../../../schemas/json/json.ts';
import { type Cursor, isAtDash, isAtLineEnd, readInline, readKey, skipSpaces } from './simple-inline.ts';

/** Control characters, tabs, carriage returns and unusual spaces: only the full YAML parser interprets them. */
const UNUSUAL_CHARACTER = /[^\n -~\u00a1-\u1fff\u2030-\u2fff\u3001-\ud7ff]/;
/** Far deeper than declarations are indented in practice. Deeper ones are left to the full parser. */
const MAX_INDENT = 60;
/** The indentation reported after a document's last line. */
const NO_LINE = -1;

/**
 * Reads the YAML subset that nearly all declarations use, at a fifth of the full parser's cost: block mappings and
 * sequences and, within one line, plain scalars, quoted strings without escapes, `{}` and `[]`. Gives up at anything
 * else: anchors, tags, block scalars, continued lines, repeated keys, mistakes.
 * @returns the documents as the full parser reads them, or undefined if it gave up.
 */
export function readSimple(text: string): readonly Json[] | undefined {
  if (UNUSUAL_CHARACTER.test(text)) return undefined;
  const documents: Json[] = [];
  const cursor: Cursor = { text, at: -1, indent: NO_LINE };
  toNextLine(cursor);
  while (cursor.at < text.length) {
    if (isAtMarker(cursor)) toNextLine(cursor, 3);
    const value = readBlock(cursor);
    if (value === undefined || cursor.indent !== NO_LINE) return undefined;
    documents.push(value);
  }
  return documents;
}

/** Moves to the next line with content. `skipped` is the number of characters left on the current line. */
function toNextLine(cursor: Cursor, skipped = 0): void {
  const { text } = cursor;
  let at = cursor.at + skipped;
  let start: number;
  do {
    start = at + 1;
    at = start;
    while (text[at] === ' ') at++;
    if (text[at] === '#') at = endOfLine(text, at);
  } while (text[at] === '\n');
  cursor.at = at;
  cursor.indent = at - start;
  if (at >= text.length || isAtMarker(cursor)) cursor.indent = NO_LINE;
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
}

/** Whether `---` is alone on its line. If text follows it, the line has no readable key, so the reader gives up. */
function isAtMarker({ text, at, indent }: Cursor): boolean {
  return indent <= 0 && text.startsWith('---', at) && (text[at + 3] === '\n' || at + 3 === text.length);
}

function readBlock(cursor: Cursor): Json | undefined {
  if (cursor.indent > MAX_INDENT || cursor.indent === NO_LINE) return undefined;
  return isAtDash(cursor) ? readSequence(cursor) : readMapping(cursor);
}

function readMapping(cursor: Cursor): Json | undefined {
  const { indent } = cursor;
  const mapping: { [key: string]: Json } = {};
  while (cursor.indent === indent) {
    const key = readKey(cursor);
    // A repeated key, or a name that every object inherits, such as `__proto__`.
    if (key === undefined || mapping[key] !== undefined) return undefined;
    const value = readValue(cursor, indent, true);
    if (value === undefined) return undefined;
    mapping[key] = value;
  }
  return cursor.indent < indent ? mapping : undefined;
}

function readSequence(cursor: Cursor): Json | undefined {
  const { indent } = cursor;
  const items: Json[] = [];
  while (cursor.indent === indent && isAtDash(cursor)) {
    const item = readItem(cursor, indent);
    if (item === undefined) return undefined;
    items.push(item);
  }
  return cursor.indent <= indent ? items : undefined;
}

/** A mapping can begin on the dash's line; its other keys are then aligned below the first. */
function readItem(cursor: Cursor, indent: number): Json | undefined {
  const dash = cursor.at;
  cursor.at = dash + 1;
  skipSpaces(cursor);
  const first = cursor.at;
  const isMapping = readKey(cursor) !== undefined;
  cursor.at = first;
  if (!isMapping) return isAtDash(cursor) ? undefined : readValue(cursor, indent, false);
  cursor.indent = indent + first - dash;
  return readMapping(cursor);
}

/** Reads the node after a colon or dash, on the same line or below. A sequence under a key needs no indentation. */
function readValue(cursor: Cursor, indent: number, ofKey: boolean): Json | undefined {
  skipSpaces(cursor);
  if (isAtLineEnd(cursor)) {
    cursor.at = endOfLine(cursor.text, cursor.at);
    toNextLine(cursor);
    if (cursor.indent > indent) return readBlock(cursor);
    return ofKey && cursor.indent === indent && isAtDash(cursor) ? readSequence(cursor) : null;
  }
  const value = readInline(cursor);
  if (value === undefined) return undefined;
  skipSpaces(cursor);
  if (!isAtLineEnd(cursor)) return undefined;
  cursor.at = endOfLine(cursor.text, cursor.at);
  toNextLine(cursor);
  return cursor.indent > indent ? undefined : value;
}
