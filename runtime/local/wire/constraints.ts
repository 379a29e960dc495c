/** Limits as the API model gives them: inclusive, in characters, items or bytes. */
export type Range = { readonly min?: number; readonly max?: number };
export type TextLimits = Range & {
  readonly pattern?: RegExp;
  readonly values?: readonly string[];
  /** Not shown in messages; its limits count bytes. */
  readonly sensitive?: boolean;
};

export function textProblems(value: string, path: string, limits: TextLimits): string[] {
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

export function lengthProblems(length: number, shown: string | undefined, path: string, { min, max }: Range): string[] {
  const problems: string[] = [];
  if (min !== undefined && length < min) {
    problems.push(`${subject(shown, path)}: Member must have length greater than or equal to ${min}`);
  }
  if (max !== undefined && length > max) {
    problems.push(`${subject(shown, path)}: Member must have length less than or equal to ${max}`);
  }
  return problems;
}

export function rangeProblems(value: number, path: string, { min, max }: Range): string[] {
  const problems: string[] = [];
  if (min !== undefined && value < min) {
    problems.push(`${subject(`'${value}'`, path)}: Member must have value greater than or equal to ${min}`);
  }
  if (max !== undefined && value > max) {
    problems.push(`${subject(`'${value}'`, path)}: Member must have value less than or equal to ${max}`);
  }
  return problems;
}

export const missingProblem = (path: string) => `${subject('null', path)}: Member must not be null`;

const subject = (shown: string | undefined, path: string) =>
  `Value ${shown === undefined ? '' : `${shown} `}at '${path}' failed to satisfy constraint`;
