import { boolCoreTag, floatCoreTag, intCoreTag, NOT_RESOLVED, nullCoreTag } from 'js-yaml';
import type { Json } from '../../../schemas/json/json.ts';

/** `at` is the next character to read, `indent` the indentation of the line, or of the node that begins there. */
export type Cursor = { readonly text: string; at: number; indent: number };

/** Nobody's flow collections are nested deeper; every parser allows more. */
const MAX_DEPTH = 20;

// These match at the cursor (`y`); a key only together with its colon and what must follow that.
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

/** The key at the cursor, which then stands behind the colon; undefined where there is none. */
export function readKey(cursor: Cursor): string | undefined {
  const plain = take(PLAIN_KEY, cursor);
  const key = plain === undefined ? take(QUOTED_KEY, cursor)?.slice(1, -1) : typed(plain);
  if (typeof key !== 'string') return undefined;
  cursor.at++;
  return key;
}

/** A scalar or flow collection that ends within the line; undefined where it takes a whole parser. */
export function readInline(cursor: Cursor): Json | undefined {
  return readNode(cursor, readPlainInBlock, 0);
}

export function skipSpaces(cursor: Cursor): void {
  while (cursor.text[cursor.at] === ' ') cursor.at++;
}

/** True at a comment too: it needs a space before it. */
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

/** Steps over a collection's opening bracket or comma, to its next item or past its end. */
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

/** Up to a comment or the line's end. A colon that would end a key makes it something else than a scalar. */
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

/** By the whole parser's own definitions of the types. */
function typed(source: string): Json {
  const types = typesByFirst.get(source.charAt(0));
  if (types === undefined) return source;
  for (const { resolve, tagName } of types) {
    const value = resolve(source, false, tagName);
    if (value !== NOT_RESOLVED) return value as Json;
  }
  return source;
}

/** What the pattern matches at the cursor, which then stands behind it. */
function take(pattern: RegExp, cursor: Cursor): string | undefined {
  pattern.lastIndex = cursor.at;
  if (!pattern.test(cursor.text)) return undefined;
  const start = cursor.at;
  cursor.at = pattern.lastIndex;
  return cursor.text.slice(start, cursor.at);
}
