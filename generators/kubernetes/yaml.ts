import { stringify } from 'yaml';
import type { Fields } from './manifest.ts';

/**
 * YAML text ending in a newline, byte for byte as cdk8s writes it, at a tenth of the cost: maps, lists and plain
 * strings are written here, and cdk8s's own writer handles every string that may need quotes.
 */
export function toYaml(value: Fields): string {
  if (!isBlock(value)) return asCdk8s(value);
  const lines: string[] = [];
  writeBlock(value, '', '', lines);
  return `${lines.join('\n')}\n`;
}

/** cdk8s's settings: YAML 1.1, which all the tools read alike, and no folded lines. */
function asCdk8s(value: Fields): string {
  return stringify(value, { keepUndefined: true, lineWidth: 0, version: '1.1' });
}

type FieldMap = { readonly [key: string]: Fields };
type Block = FieldMap | readonly Fields[];

/**
 * Appends to `lines`, one buffer for all levels. `start` is the beginning of the first line; in a list it includes the
 * dash.
 */
function writeBlock(value: Block, start: string, indent: string, lines: string[]): void {
  if (isList(value)) writeList(value, start, indent, lines);
  else writeMap(value, start, indent, lines);
}

function writeList(items: readonly Fields[], start: string, indent: string, lines: string[]): void {
  let lead = start;
  for (const item of items) {
    if (isBlock(item)) writeBlock(item, `${lead}- `, `${indent}  `, lines);
    else lines.push(`${lead}- ${scalar(item, indent)}`);
    lead = indent;
  }
}

function writeMap(value: FieldMap, start: string, indent: string, lines: string[]): void {
  let lead = start;
  for (const [key, field] of Object.entries(value)) {
    const label = `${lead}${keyText(key, indent)}:`;
    if (isBlock(field)) {
      lines.push(label);
      writeBlock(field, `${indent}  `, `${indent}  `, lines);
    } else {
      lines.push(`${label} ${scalar(field, indent)}`);
    }
    lead = indent;
  }
}

/** Kubernetes allows no white space in keys, so each stays on one line, quoted or not. */
function keyText(key: string, indent: string): string {
  if (isPlain(key)) return key;
  // At the start of a line, `---` and `...` need quotes.
  const text = indent === '' ? asCdk8s({ [key]: 0 }) : asCdk8s({ k: { [key]: 0 } }).slice('k:\n  '.length);
  return text.slice(0, -': 0\n'.length);
}

/** Without a newline at its end. */
function scalar(value: Fields, indent: string): string {
  if (typeof value === 'string') {
    if (isPlain(value) || isGoDuration(value)) return value;
    if (isDigits(value)) return `"${value}"`;
  }
  if (typeof value === 'object' && value !== null) return isList(value) ? '[]' : '{}';
  return typeof value === 'boolean' ? String(value) : unusualScalar(value, indent);
}

/** As cdk8s writes it, with indentation if it spans several lines; blank lines stay empty. */
function unusualScalar(value: Fields, indent: string): string {
  const text = asCdk8s({ k: value }).slice('k: '.length, -1);
  return indent === '' ? text : text.replaceAll(/\n(?=[^\n])/g, `\n${indent}`);
}

/**
 * Starts with a letter or slash, contains nothing that YAML reads as syntax, and is not a YAML 1.1 keyword or number
 * (`e5`).
 */
function isPlain(text: string): boolean {
  return (
    /^(?!e[-+]?\d+$)[A-Za-z/](?:[\w./:@+=-]*[\w./])?$/i.test(text) && (text.length > longestKeyword || !isKeyword(text))
  );
}

const longestKeyword = 'false'.length;

function isKeyword(text: string): boolean {
  return /^(?:y|n|yes|no|on|off|true|false|null)$/i.test(text);
}

/** A string of digits would be read as a number without quotes. */
function isDigits(text: string): boolean {
  return /^-?\d+$/.test(text);
}

function isGoDuration(text: string): boolean {
  return /^\d+h\d+m\d+s$/.test(text);
}

/** Empty maps and lists are written on one line, not as blocks. */
function isBlock(value: Fields): value is Block {
  if (typeof value !== 'object' || value === null) return false;
  return isList(value) ? value.length > 0 : Object.keys(value).length > 0;
}

function isList(value: Fields): value is readonly Fields[] {
  return Array.isArray(value);
}
