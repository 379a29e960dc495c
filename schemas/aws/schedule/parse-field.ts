/** The values that a cron field allows. `names` are names for the numbers from `min` on. */
export type FieldRange = {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly names: readonly string[];
};

export type ParsedField = { readonly values: ReadonlySet<number> } | { readonly problem: string };

/** Parses a list of values, ranges (`2-5`), steps (`1/10`, `/8`, `*` + `/2`, `2-10/4`) and `*`. */
export function parseItems(text: string, range: FieldRange): ParsedField {
  const values = new Set<number>();
  for (const item of text.split(',')) {
    const bounds = boundsOf(item, range);
    if (bounds === null) return { problem: problemOf(item, range) };
    for (let value = bounds.from; value <= bounds.to; value += bounds.step) values.add(value);
  }
  return { values };
}

type Bounds = { readonly from: number; readonly to: number; readonly step: number };

/** One item; a step without a start counts from the first value, one without an end runs to the last. */
function boundsOf(item: string, range: FieldRange): Bounds | null {
  const match = /^(?:(\*|(?=\/))|(\w+)(?:-(\w+))?)(?:\/(\d+))?$/.exec(item);
  if (match === null) return null;
  const [, all, first = '', last, stepText] = match;
  const step = stepText === undefined ? 1 : Number(stepText);
  const from = all === undefined ? numberOf(first, range) : range.min;
  const open = all !== undefined || (last === undefined && stepText !== undefined);
  const to = open ? range.max : numberOf(last ?? first, range);
  if (from === null || to === null || from > to || step < 1 || step > range.max) return null;
  return { from, to, step };
}

function numberOf(text: string, { min, max, names }: FieldRange): number | null {
  const named = names.indexOf(text.toUpperCase());
  if (named !== -1) return named + min;
  const value = /^\d{1,2}$/.test(text) ? Number(text) : Number.NaN;
  return value >= min && value <= max ? value : null;
}

function problemOf(item: string, { name, min, max, names }: FieldRange): string {
  const words = names.length > 0 ? ` or ${names[0]} to ${names.at(-1)}` : '';
  return `${name} can not be "${item}": use ${min} to ${max}${words}, in ranges, steps or lists.`;
}
