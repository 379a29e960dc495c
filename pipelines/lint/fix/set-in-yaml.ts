import {
  isAlias,
  isCollection,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Pair,
  parseAllDocuments,
  stringify,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type { Json } from '../../../schemas/json/json.ts';
import { segmentsOf } from '../../../schemas/json/pointer.ts';

/**
 * Sets one value in a YAML text and leaves every other byte as it is: the document model gives the range of a node, and
 * only that range is replaced. Missing mappings on the path are added. Returns null if the place can't be written to:
 * inside an alias, beyond the end of a list, or inside a scalar.
 */
export function setInYaml(text: string, document: number, pointer: string, value: Json): string | null {
  const root = parseAllDocuments(text, { merge: true })[document];
  if (root === undefined || 'empty' in root || !isCollection(root.contents)) return null;
  const { map, rest } = descend(root.contents, segmentsOf(pointer));
  const [key, ...below] = rest;
  if (key === undefined || !isMap(map)) return null;
  const pair = map.items.find((item) => isScalar(item.key) && String(item.key.value) === key);
  if (pair === undefined) return insert(text, map, rest, value);
  return below.length === 0 ? replace(text, pair, value) : fillEmpty(text, pair, below, value);
}

type Collection = YAMLMap | YAMLSeq;

/** The deepest existing collection on the path, and the keys below it. */
function descend(
  map: Collection,
  path: readonly string[],
): { readonly map: Collection; readonly rest: readonly string[] } {
  const [key, ...rest] = path;
  if (key === undefined || rest.length === 0) return { map, rest: path };
  const child = map.get(isMap(map) ? key : Number(key), true);
  return isCollection(child) ? descend(child, rest) : { map, rest: path };
}

function replace(text: string, { value: node, key }: Pair, value: Json): string | null {
  if (!isNode(node) || node.range === undefined || node.range === null) return null;
  const [start, end] = node.range;
  if (isScalar(node) && node.value === null && start === end)
    return splice(text, endOfKey(text, key), ` ${flow(value)}`);
  if (isScalar(node) && (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED')) {
    return typeof value === 'string' ? replaceBlock(text, start, end, value) : null;
  }
  if (!isScalar(node) && !isAlias(node)) return null;
  return splice(text, start, flow(value, isScalar(node) ? node.type : undefined), end);
}

/** Keeps the block's header and its indentation. */
function replaceBlock(text: string, start: number, end: number, value: string): string {
  const firstLine = text.indexOf('\n', start) + 1;
  const indent = /^(?:[ \t]*\r?\n)*([ ]+)/.exec(text.slice(firstLine, end))?.[1] ?? '  ';
  const eol = endOfLineOf(text);
  const lines = value
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => (line === '' ? '' : indent + line));
  return splice(text, firstLine, `${lines.join(eol)}${eol}`, end);
}

/** `tags:` with nothing after it, or with null. */
function fillEmpty(text: string, { key, value: node }: Pair, below: readonly string[], value: Json): string | null {
  if (!isScalar(node) || node.value !== null || !node.range) return null;
  const nested = below.reduceRight<Json>((inner, name) => ({ [name]: inner }), value);
  const [start, end] = node.range;
  return start === end ? splice(text, endOfKey(text, key), ` ${flow(nested)}`) : splice(text, start, flow(nested), end);
}

function insert(text: string, map: YAMLMap, path: readonly string[], value: Json): string | null {
  const range = map.range;
  if (!range) return null;
  const nested = path.reduceRight<Json>((inner, name) => ({ [name]: inner }), value);
  if (map.flow) {
    const entries = flow(nested).slice(1, -1).trim();
    const last = map.items.at(-1);
    if (last === undefined) return splice(text, range[0], `{ ${entries} }`, range[1]);
    return splice(text, endOf(last), `, ${entries}`);
  }
  return insertLines(text, map, stringify(nested, { lineWidth: 0 }));
}

/** Inserts after the line on which the last entry of a block mapping ends, with the indentation of its entries. */
function insertLines(text: string, map: YAMLMap, block: string): string | null {
  const [first] = map.items;
  const last = map.items.at(-1);
  if (first === undefined || last === undefined || !isNode(first.key) || !first.key.range) return null;
  const keyStart = first.key.range[0];
  const indent = ' '.repeat(keyStart - (text.lastIndexOf('\n', keyStart - 1) + 1));
  const eol = endOfLineOf(text);
  const lines = block
    .trimEnd()
    .split('\n')
    .map((line) => `${indent}${line}`);
  const contentEnd = endOf(last);
  const lineEnd = text.indexOf('\n', Math.max(contentEnd - 1, 0));
  if (lineEnd === -1) return `${text}${eol}${lines.join(eol)}${eol}`;
  return splice(text, lineEnd + 1, `${lines.join(eol)}${eol}`);
}

/**
 * Where the last scalar or bracket of an entry ends; the range of a block collection also includes the text that
 * follows it.
 */
function endOf({ key, value }: Pair): number {
  return Math.max(endOfNode(value), endOfNode(key));
}

function endOfNode(node: unknown): number {
  if (isMap(node) && !node.flow && node.items.length > 0) return Math.max(...node.items.slice(-1).map(endOf));
  if (isSeq(node) && !node.flow && node.items.length > 0) return endOfNode(node.items.at(-1));
  return isNode(node) && node.range ? node.range[1] : 0;
}

/** Just after the colon of a key. */
function endOfKey(text: string, key: unknown): number {
  const end = isNode(key) && key.range ? key.range[1] : 0;
  return text.indexOf(':', end) + 1;
}

/** The value on one line, quoted like the scalar that it replaces. */
function flow(value: Json, style?: string): string {
  if (typeof value === 'string' && style === 'QUOTE_DOUBLE') return JSON.stringify(value);
  if (typeof value === 'string' && style === 'QUOTE_SINGLE') return `'${value.replaceAll("'", "''")}'`;
  return stringify(value, { collectionStyle: 'flow', lineWidth: 0 }).trimEnd();
}

function splice(text: string, start: number, inserted: string, end = start): string {
  return text.slice(0, start) + inserted + text.slice(end);
}

function endOfLineOf(text: string): '\n' | '\r\n' {
  return text.includes('\r\n') ? '\r\n' : '\n';
}
