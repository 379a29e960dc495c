import type { Json } from '../../../schemas/json/json.ts';
import { type Cursor, isAtDash, isAtLineEnd, readInline, readKey, skipSpaces } from './simple-inline.ts';

/** Control characters, tabs, carriage returns, exotic spaces: what they mean is left to a whole YAML parser. */
const UNUSUAL_CHARACTER = /[^\n -~\u00a1-\u1fff\u2030-\u2fff\u3001-\ud7ff]/;
/** Nobody's declaration is nested deeper; every parser allows more. */
const MAX_INDENT = 60;
/** The indentation of what comes after a document's last line. */
const NO_LINE = -1;

/**
 * Reads the YAML that nearly all declarations are written in, at a fifth of a whole parser's cost: block mappings and
 * sequences, and within one line plain scalars, quoted strings without escapes, `{}` and `[]`. At the first sign of
 * anything else (anchors, tags, block scalars, continued lines, repeated keys, mistakes) it gives up.
 * @returns the documents as a whole parser reads them, or undefined where it gave up.
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

/** From `skipped` before a line's end to the next line that has content. */
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

/** `---` alone on its line; with anything behind it, it reads as no key and the reading gives up. */
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
    // Repeated, or a name that every object has, `__proto__` among them.
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

/** A mapping may begin beside the dash; its other keys then stand below the first. */
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

/** What stands after a colon or a dash: on the same line, or below. A key's sequence needs no indentation. */
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
