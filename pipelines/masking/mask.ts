import type { Json } from '../../schemas/json/json.ts';
import { isObject } from '../../schemas/json/object.ts';
import { segmentsOf } from '../../schemas/json/pointer.ts';
import { findSecretType } from '../../schemas/secret-types/list.ts';
import { isPublicKey } from '../declarations/resolve/values.ts';
import type { Positions } from '../declarations/yaml/positions.ts';

/** Replaces a scalar that may be a secret. Its fixed length reveals nothing. */
export const MASK = '********';

/** Offsets of a part to hide, end exclusive. */
export type Hidden = { readonly start: number; readonly end: number };

/**
 * The scalars of a document that no output may show: everything under `value:` except literals of public JSON keys and
 * the fields of value sources, and everything at the pointers in `strays`, where a finding reports a possible value in
 * the wrong place.
 */
export function hiddenScalars(
  value: Json | undefined,
  positions: Positions,
  strays: readonly string[],
): readonly Hidden[] {
  const isPublic = publicKeyTest(value);
  const hidden: Hidden[] = [];
  for (const [pointer, { scalar }] of positions) {
    if (scalar === undefined) continue;
    const isStray = strays.some((stray) => pointer === stray || pointer.startsWith(`${stray}/`));
    if (isStray || isHiddenValue(segmentsOf(pointer), isPublic)) hidden.push(scalar);
  }
  return hidden;
}

/**
 * Whether to mask a scalar: true for `/spec/value/KEY`, `/spec/defaults/value/KEY`, `/spec/overrides/ENV/value/KEY` and
 * everything below, except literals of public JSON keys and the fields of value sources.
 */
function isHiddenValue(path: readonly string[], isPublic: (key: string) => boolean): boolean {
  const at = path.indexOf('value', 1);
  const key = path[at + 1];
  if (path[0] !== 'spec' || at === -1) return false;
  if (key === undefined) return true;
  const isSource = path.length === at + 3 || (path.length === at + 4 && path[at + 2] === 'generate');
  return isSource ? !SOURCE_FIELDS.has(path[at + 2] ?? '') : !isPublic(key);
}

/** The fields of a value source: they define where a value comes from and never contain it. */
const SOURCE_FIELDS: ReadonlySet<string> = new Set(['generate', 'fromEnv', 'external', 'generation']);

function publicKeyTest(value: Json | undefined): (key: string) => boolean {
  const spec = isObject(value) ? value.spec : undefined;
  if (!isObject(spec) || typeof spec.type !== 'string') return () => false;
  const type = findSecretType(spec.type);
  const listed = Array.isArray(spec.publicKeys) ? spec.publicKeys.filter((key) => typeof key === 'string') : [];
  return (key) => isPublicKey(key, type, listed);
}

/** Masks the hidden parts line by line, so that line numbers stay the same. */
export function maskText(text: string, hidden: readonly Hidden[]): string {
  const ordered = [...hidden].sort((a, b) => a.start - b.start);
  let masked = '';
  let at = 0;
  for (const { start, end } of ordered) {
    if (end <= at) continue;
    // If a part overlaps the previous one, such as a token in a hidden scalar, only its rest is masked.
    masked += text.slice(at, Math.max(at, start)) + maskLines(text.slice(Math.max(at, start), end));
    at = end;
  }
  return masked + text.slice(at);
}

/** The part of a text from `start` to `end` as it looks when masked. */
export function maskPart(text: string, hidden: readonly Hidden[], start: number, end: number): string {
  const inside = hidden.filter((part) => part.start < end && part.end > start);
  const shifted = inside.map((part) => ({
    start: Math.max(part.start, start) - start,
    end: Math.min(part.end, end) - start,
  }));
  return maskText(text.slice(start, end), shifted);
}

function maskLines(scalar: string): string {
  return scalar
    .split('\n')
    .map((line, index) => (index > 0 && line.trim() === '' ? line : `${/^\s*/.exec(line)?.[0]}${MASK}`))
    .join('\n');
}

/**
 * Masks a line of a text that could not be parsed: keeps a key's name and masks the text after it. Masks the whole line
 * if it has no key.
 */
export function maskUnparsed(line: string): string {
  const key = /^(\s*(?:- +)*(?:[\w.$/-]+|"[\w.$/ -]*"|'[\w.$/ -]*')\s*:)(\s|$)/.exec(line);
  if (key) return key[1] === line.trimEnd() ? line : `${key[1]} ${MASK}`;
  return /^\s*(?:#.*|---|\.\.\.)?$/.test(line) && !line.includes('#') ? line : `${/^\s*/.exec(line)?.[0]}${MASK}`;
}
