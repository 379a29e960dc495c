import { unreadable, validationFailed } from '../errors.ts';
import {
  lengthProblems,
  missingProblem,
  type Range,
  rangeProblems,
  type TextLimits,
  textProblems,
} from './constraints.ts';

/** Reads one JSON value: a wrong type is a SerializationException, a broken constraint joins `problems`. */
export type Shape<T> = { readonly read: (value: unknown, path: string, problems: string[]) => T };
export type ValueOf<S> = S extends Shape<infer T> ? T : never;

/** A message names this many problems at most. */
const MAX_SHOWN = 10;

/**
 * Reads a request body. Broken constraints are answered together, worded as the service words them: a ValidationException
 * that names each member by its path in lower camel case. Unknown members are ignored, null counts as absent.
 */
export function readRequest<T>(shape: Shape<T>, body: unknown): T {
  const problems: string[] = [];
  const input = shape.read(body, '', problems);
  if (problems.length === 0) return input;
  const shown = problems.slice(0, MAX_SHOWN);
  throw validationFailed(
    `${shown.length} validation error${shown.length === 1 ? '' : 's'} detected: ${shown.join('; ')}`,
  );
}

export const text = (limits: TextLimits = {}): Shape<string> => ({
  read(value, path, problems) {
    if (typeof value !== 'string') throw mismatch(value, 'String');
    problems.push(...textProblems(value, path, limits));
    return value;
  },
});

export const integer = (limits: Range = {}): Shape<number> => ({
  read(value, path, problems) {
    if (typeof value === 'number' && !Number.isInteger(value)) throw mismatch(value, 'Long');
    return decimal(limits).read(value, path, problems);
  },
});

export const decimal = (limits: Range = {}): Shape<number> => ({
  read(value, path, problems) {
    if (typeof value !== 'number') throw mismatch(value, 'Long');
    problems.push(...rangeProblems(value, path, limits));
    return value;
  },
});

export const boolean: Shape<boolean> = {
  read(value) {
    if (typeof value !== 'boolean') throw mismatch(value, 'Boolean');
    return value;
  },
};

/** Bytes, sent as base64; kept as base64. The limits count bytes. Always sensitive. */
export const blob = (limits: Range): Shape<string> => ({
  read(value, path, problems) {
    if (typeof value !== 'string') throw mismatch(value, 'ByteBuffer');
    if (!/^[A-Za-z0-9+/]*={0,2}$/.test(value) || value.length % 4 !== 0) throw unreadable('invalid base64 data');
    problems.push(...lengthProblems(Buffer.from(value, 'base64').length, undefined, path, limits));
    return value;
  },
});

export const list = <T>(member: Shape<T>, limits: Range = {}): Shape<readonly T[]> => ({
  read(value, path, problems) {
    if (!Array.isArray(value)) throw mismatch(value, 'List');
    problems.push(...lengthProblems(value.length, '[...]', path, limits));
    if (problems.length > MAX_SHOWN) return [];
    return value.map((item, index) => member.read(item, `${path}.${index + 1}.member`, problems));
  },
});

type Optional<T> = Shape<T | undefined> & { readonly optional: true };
export const optional = <T>(shape: Shape<T>): Optional<T> => ({ read: shape.read, optional: true });

type Members = Readonly<Record<string, Shape<unknown>>>;
type StructureOf<M extends Members> = { readonly [K in keyof M]: ValueOf<M[K]> };

export function structure<M extends Members>(members: M): Shape<StructureOf<M>> {
  return {
    read(value, path, problems) {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) throw mismatch(value, 'Structure');
      const source = new Map(Object.entries(value));
      return readMembers(members, source, path, problems);
    },
  };
}

function readMembers<M extends Members>(
  members: M,
  source: ReadonlyMap<string, unknown>,
  path: string,
  problems: string[],
): StructureOf<M> {
  const result: Partial<Record<keyof M, unknown>> = {};
  for (const [name, shape] of Object.entries(members)) {
    const memberPath = path === '' ? lowerCamel(name) : `${path}.${lowerCamel(name)}`;
    const value = source.get(name) ?? undefined;
    if (value !== undefined) Object.assign(result, { [name]: shape.read(value, memberPath, problems) });
    else if (!('optional' in shape)) problems.push(missingProblem(memberPath));
  }
  return complete<M>(result);
}

/** Members that are absent read as undefined, so the partial record is complete once `problems` is empty. */
const complete = <M extends Members>(partial: object): StructureOf<M> => partial as StructureOf<M>;

const lowerCamel = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);

function mismatch(value: unknown, expected: string) {
  const kind = Array.isArray(value)
    ? 'START_ARRAY'
    : typeof value === 'object'
      ? 'START_OBJECT'
      : `${typeof value}_VALUE`;
  return unreadable(`${kind.toUpperCase()} can not be converted to ${expected}`);
}
