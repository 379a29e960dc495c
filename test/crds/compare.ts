/** A JSON Schema or OpenAPI schema, as far as they are alike. */
export type Schema = { readonly [keyword: string]: unknown };

/**
 * What our schema and the CRD's say differently, a line each. A field that we leave open (no `properties`) is not
 * looked into, and keywords that only we have make us stricter, which is intended.
 */
export function compareSchemas(ours: Schema, crd: Schema, resolve: (reference: string) => Schema): readonly string[] {
  return compare(ours, crd, '', resolve);
}

function compare(
  unresolved: Schema,
  crd: Schema,
  path: string,
  resolve: (reference: string) => Schema,
): readonly string[] {
  const ours = typeof unresolved.$ref === 'string' ? resolve(unresolved.$ref) : unresolved;
  const items = asSchema(ours.items);
  return [
    ...compareKeywords(ours, crd, path),
    ...compareProperties(ours, crd, path, resolve),
    ...(items === null ? [] : compare(items, asSchema(crd.items) ?? {}, `${path}[]`, resolve)),
  ];
}

function compareKeywords(ours: Schema, crd: Schema, path: string): readonly string[] {
  const missing = list(crd.required).filter((name) => !list(ours.required).includes(name));
  return [
    ...missing.map((name) => `${path}: the CRD requires ${name}`),
    ...differing(
      'enum',
      list(ours.enum ?? [ours.const]).toSorted(),
      list(crd.enum).toSorted(),
      path,
      crd.enum !== undefined,
    ),
    ...['pattern', 'minLength', 'maxLength', 'minItems', 'minProperties', 'maxProperties'].flatMap((keyword) =>
      differing(keyword, ours[keyword], crd[keyword], path, crd[keyword] !== undefined),
    ),
    ...differing('type', ours.type, crd.type, path, ours.type !== undefined && crd.type !== undefined),
  ];
}

function differing(keyword: string, ours: unknown, crd: unknown, path: string, applies: boolean): readonly string[] {
  const [left, right] = [JSON.stringify(ours), JSON.stringify(crd)];
  return applies && left !== right ? [`${path}: ${keyword} is ${right} in the CRD and ${left} here`] : [];
}

function compareProperties(
  ours: Schema,
  crd: Schema,
  path: string,
  resolve: (reference: string) => Schema,
): readonly string[] {
  const ourProperties = asSchema(ours.properties);
  if (ourProperties === null) return [];
  const crdProperties = asSchema(crd.properties) ?? {};
  const closed = ours.additionalProperties === false;
  const missing = Object.keys(crdProperties).filter((name) => closed && !(name in ourProperties));
  return [
    ...missing.map((name) => `${path}/${name}: only in the CRD`),
    ...Object.entries(ourProperties).flatMap(([name, property]) => {
      const other = asSchema(crdProperties[name]);
      if (other !== null) return compare(asSchema(property) ?? {}, other, `${path}/${name}`, resolve);
      return crd.properties === undefined ? [] : [`${path}/${name}: not in the CRD`];
    }),
  ];
}

function list(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function asSchema(value: unknown): Schema | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Schema) : null;
}
