/** The condition keys of a request, by lower-case name; a key has one or more values. */
export type Context = ReadonlyMap<string, readonly string[]>;

type Value = string | number | boolean | readonly string[] | undefined;

export function contextOf(keys: Readonly<Record<string, Value>>): Context {
  const context = new Map<string, readonly string[]>();
  for (const [key, value] of Object.entries(keys)) {
    if (value === undefined) continue;
    context.set(key.toLowerCase(), Array.isArray(value) ? value : [String(value)]);
  }
  return context;
}

/** Replaces policy variables such as `${aws:PrincipalAccount}`; undefined if a variable has no single value. */
export function expandVariables(text: string, context: Context): string | undefined {
  let known = true;
  const expanded = text.replace(/\$\{([^}]+)\}/g, (_, name: string) => {
    if (['*', '?', '$'].includes(name)) return `[${name}]`;
    const [key = '', fallback] = name.split(/,\s*/, 2);
    const values = context.get(key.trim().toLowerCase());
    if (values?.length === 1) return escapeWildcards(values[0] ?? '');
    const quoted = /^'(.*)'$/.exec(fallback ?? '')?.[1];
    known &&= quoted !== undefined;
    return escapeWildcards(quoted ?? '');
  });
  return known ? expanded : undefined;
}

/** In patterns a bracketed character stands for itself. */
const escapeWildcards = (text: string) => text.replace(/[*?]/g, '[$&]');
