import { boolCoreTag, floatCoreTag, intCoreTag, NOT_RESOLVED, nullCoreTag } from 'js-yaml';
import type { Json } from '../../../schemas/json/json.ts';

/**
 * `at` is the offset of the next character to read; `indent` is the indentation of its line, or of a node that begins
 * within the line.
 */
export type Cursor = { readonly text: string; at: number; indent: number };

/** Far deeper than flow collections are nested in practice. Deeper ones are left to the full parser. */
const MAX_DEPTH = 20;

// These match at the cursor (flag `y`). A key matches only if a colon, and then a space or the line's end, follows.
const PLAIN_KEY = /[A-Za-z_][\w./-]{0,200}(?=:(?:[ \n]|$))/y;
const QUOTED_KEY = /(?:"[^"\\\n]{0,200}"|'[^'\n]{0,200}')(?=:(?:[ \n]|$))/y;
const QUOTED = /"[^"\\\n]*"|'[^'\n]*'/y;
const PLAIN_START = /[^\s?:,[\]{}#&*!|>'"%@`-]|-[\w.]/y;
const TO_LINE_END = /[^\n]+/y;
const TO_FLOW_INDICATOR = /[^\n,[\]{}:#]+/y;

/** YAML's core types, by the first character of their plain scalars. */
const typesByFirst = new Map<string, (typeof TYPES)[number][]>();
const TYPES = [nullCoreTag, boolCoreTag, intCoreTag, floatCoreTag];
for (const type of TYPES) {
  for (const first of type.implicitFirstChars ?? []) {
    typesByFirst.set(first, [...(typesByFirst.get(first) ?? []), type]);
  }
}

/** Reads the key at the cursor and moves past its colon; undefined if there is no key. */
export function readKey(cursor: Cursor): string | undefined {
  const plain = take(PLAIN_KEY, cursor);
  const key = plain === undefined ? take(QUOTED_KEY, cursor)?.slice(1, -1) : typed(plain);
  if (typeof key !== 'string') return undefined;
  cursor.at++;
  return key;
}

/** Reads a scalar or flow collection that ends within the line; undefined if only the full parser can read it. */
export function readInline(cursor: Cursor): Json | undefined {
  return readNode(cursor, readPlainInBlock, 0);
}

export function skipSpaces(cursor: Cursor): void {
  while (cursor.text[cursor.at] === ' ') cursor.at++;
}

/** Also true at a comment, which must follow a space. */
export function isAtLineEnd({ text, at }: Cursor): boolean {
  const next = text[at];
  return next === '\n' || next === undefined || (next === '#' && text[at - 1] === ' ');
}

export function isAtDash({ text, at }: Cursor): boolean {
  if (text[at] !== '-') return false;
  const next = text[at + 1];
  return next === ' ' || next === '\n' || next === undefined;
}

type ReadPlain = (cursor: Cursor) => Json | undefined;

function readNode(cursor: Cursor, readPlain: ReadPlain, depth: number): Json | undefined {
  switch (cursor.text[cursor.at]) {
    case '{':
      return depth < MAX_DEPTH ? readFlowMapping(cursor, depth) : undefined;
    case '[':
      return depth < MAX_DEPTH ? readFlowSequence(cursor, depth) : undefined;
    case '"':
    case "'":
      return take(QUOTED, cursor)?.slice(1, -1);
    default:
      return readPlain(cursor);
  }
}

function readFlowMapping(cursor: Cursor, depth: number): Json | undefined {
  const mapping: { [key: string]: Json } = {};
  while (hasItem(cursor, '}')) {
    const key = readKey(cursor);
    if (key === undefined || mapping[key] !== undefined) return undefined;
    skipSpaces(cursor);
    const value = readNode(cursor, readPlainInFlow, depth + 1);
    if (value === undefined || !isAtSeparator(cursor, '}')) return undefined;
    mapping[key] = value;
  }
  return mapping;
}

function readFlowSequence(cursor: Cursor, depth: number): Json | undefined {
  const items: Json[] = [];
  while (hasItem(cursor, ']')) {
    const item = readNode(cursor, readPlainInFlow, depth + 1);
    if (item === undefined || !isAtSeparator(cursor, ']')) return undefined;
    items.push(item);
  }
  return items;
}

/** Moves past a collection's opening bracket or comma, to its next item or past its closing bracket. */
function hasItem(cursor: Cursor, close: string): boolean {
  if (cursor.text[cursor.at] !== close) cursor.at++;
  skipSpaces(cursor);
  if (cursor.text[cursor.at] !== close) return true;
  cursor.at++;
  return false;
}

function isAtSeparator(cursor: Cursor, close: string): boolean {
  skipSpaces(cursor);
  const next = cursor.text[cursor.at];
  return next === ',' || next === close;
}

/** Reads up to a comment or the line's end. Text with a colon that would end a key isn't a scalar. */
function readPlainInBlock(cursor: Cursor): Json | undefined {
  const line = readPlain(cursor, TO_LINE_END);
  if (line === undefined) return undefined;
  const comment = line.indexOf(' #');
  const source = (comment === -1 ? line : line.slice(0, comment)).trimEnd();
  if (source.endsWith(':') || source.includes(': ')) return undefined;
  cursor.at += source.length - line.length;
  return typed(source);
}

function readPlainInFlow(cursor: Cursor): Json | undefined {
  const source = readPlain(cursor, TO_FLOW_INDICATOR);
  return source === undefined ? undefined : typed(source.trimEnd());
}

function readPlain(cursor: Cursor, extent: RegExp): string | undefined {
  PLAIN_START.lastIndex = cursor.at;
  return PLAIN_START.test(cursor.text) ? take(extent, cursor) : undefined;
}

/** Converts a plain scalar by the full parser's own type definitions. */
function typed(source: string): Json {
  const types = typesByFirst.get(source.charAt(0));
  if (types === undefined) return source;
  for (const { resolve, tagName } of types) {
    const value = resolve(source, false, tagName);
    if (value !== NOT_RESOLVED) return value as Json;
  }
  return source;
}

/** Returns the pattern's match at the cursor and moves the cursor past it. */
function take(pattern: RegExp, cursor: Cursor): string | undefined {
  pattern.lastIndex = cursor.at;
  if (!pattern.test(cursor.text)) return undefined;
  const start = cursor.at;
  cursor.at = pattern.lastIndex;
  return cursor.text.slice(start, cursor.at);
}
