import { unreadable, validationFailed } from '../errors.ts';

/** Reads one JSON value: a wrong type is a SerializationException, a broken constraint joins `problems`. */
export type Shape<T> = { readonly read: (value: unknown, path: string, problems: string[]) => T };
export type ValueOf<S> = S extends Shape<infer T> ? T : never;

type Length = { readonly min?: number; readonly max?: number };
type Text = Length & { readonly pattern?: RegExp; readonly values?: readonly string[]; readonly sensitive?: boolean };

/**
 * Reads a request body. Broken constraints are answered together, worded as the service words them: a ValidationException
 * that names each member by its path in lower camel case. Unknown members are ignored, null counts as absent.
 */
export function readRequest<T>(shape: Shape<T>, body: unknown): T {
  const problems: string[] = [];
  const input = shape.read(body, '', problems);
  if (problems.length === 0) return input;
  const count = `${problems.length} validation error${problems.length === 1 ? '' : 's'} detected`;
  throw validationFailed(`${count}: ${problems.join('; ')}`);
}

export const text = (limits: Text = {}): Shape<string> => ({
  read(value, path, problems) {
    if (typeof value !== 'string') throw mismatch(value, 'String');
    problems.push(...textProblems(value, path, limits));
    return value;
  },
});

export const integer = (limits: Length = {}): Shape<number> => ({
  read(value, path, problems) {
    if (typeof value === 'number' && !Number.isInteger(value))
      throw unreadable('a decimal number can not be converted to Long');
    return decimal(limits).read(value, path, problems);
  },
});

export const decimal = (limits: Length = {}): Shape<number> => ({
  read(value, path, problems) {
    if (typeof value !== 'number') throw mismatch(value, 'Long');
    if (limits.min !== undefined && value < limits.min) problems.push(tooLow(value, path, limits.min));
    if (limits.max !== undefined && value > limits.max) problems.push(tooHigh(value, path, limits.max));
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
export const blob = (limits: Length): Shape<string> => ({
  read(value, path, problems) {
    if (typeof value !== 'string') throw mismatch(value, 'ByteBuffer');
    if (!/^[A-Za-z0-9+/]*={0,2}$/.test(value) || value.length % 4 !== 0) throw unreadable('invalid base64 data');
    problems.push(...lengthProblems(Buffer.from(value, 'base64').length, undefined, path, limits));
    return value;
  },
});

export const list = <T>(member: Shape<T>, limits: Length = {}): Shape<readonly T[]> => ({
  read(value, path, problems) {
    if (!Array.isArray(value)) throw mismatch(value, 'List');
    problems.push(...lengthProblems(value.length, '[...]', path, limits));
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
    else if (!('optional' in shape)) problems.push(`${subject('null', memberPath)}: Member must not be null`);
  }
  return complete<M>(result);
}

/** Members that are absent read as undefined, so the partial record stands for the whole one once `problems` is empty. */
const complete = <M extends Members>(partial: object): StructureOf<M> => partial as StructureOf<M>;

function textProblems(value: string, path: string, limits: Text): string[] {
  const shown = limits.sensitive ? undefined : `'${value}'`;
  const problems = lengthProblems(limits.sensitive ? Buffer.byteLength(value) : value.length, shown, path, limits);
  if (limits.pattern && !limits.pattern.test(value)) {
    problems.push(`${subject(shown, path)}: Member must satisfy regular expression pattern: ${limits.pattern.source}`);
  }
  if (limits.values && !limits.values.includes(value)) {
    problems.push(`${subject(shown, path)}: Member must satisfy enum value set: [${limits.values.join(', ')}]`);
  }
  return problems;
}

function lengthProblems(length: number, shown: string | undefined, path: string, { min, max }: Length): string[] {
  const problems: string[] = [];
  if (min !== undefined && length < min) {
    problems.push(`${subject(shown, path)}: Member must have length greater than or equal to ${min}`);
  }
  if (max !== undefined && length > max) {
    problems.push(`${subject(shown, path)}: Member must have length less than or equal to ${max}`);
  }
  return problems;
}

const tooLow = (value: number, path: string, min: number) =>
  `${subject(`'${value}'`, path)}: Member must have value greater than or equal to ${min}`;
const tooHigh = (value: number, path: string, max: number) =>
  `${subject(`'${value}'`, path)}: Member must have value less than or equal to ${max}`;
const subject = (shown: string | undefined, path: string) =>
  `Value ${shown === undefined ? '' : `${shown} `}at '${path}' failed to satisfy constraint`;
const lowerCamel = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);

function mismatch(value: unknown, expected: string) {
  const kind = Array.isArray(value) ? 'START_ARRAY' : typeof value === 'object' ? 'START_OBJECT' : typeof value;
  return unreadable(`${kind.toUpperCase()} can not be converted to ${expected}`);
}
