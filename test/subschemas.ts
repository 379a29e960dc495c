/** Keywords whose value is a schema, a map of schemas, or a list of schemas. */
const inOne = ['additionalProperties', 'items', 'if', 'then', 'else', 'not'];
const inMap = ['properties', 'patternProperties', '$defs', 'dependentSchemas'];
const inList = ['allOf'];

type Subschema = Readonly<Record<string, unknown>>;

/** `parent`: the keyword under which it stands, empty for the root. */
export type SubschemaPlace = { readonly path: string; readonly schema: Subschema; readonly parent: string };

/** Every subschema of a schema, itself included, with its JSON pointer. */
export function subschemas(schema: Subschema): readonly SubschemaPlace[] {
  const found: SubschemaPlace[] = [];
  visit({ path: '', schema, parent: '' }, found);
  return found;
}

function visit(place: SubschemaPlace, found: SubschemaPlace[]): void {
  found.push(place);
  for (const [keyword, value] of Object.entries(place.schema)) {
    if (inOne.includes(keyword)) visitChild(`${place.path}/${keyword}`, value, keyword, found);
    if (!inMap.includes(keyword) && !inList.includes(keyword)) continue;
    for (const [name, child] of Object.entries(value ?? {})) {
      visitChild(`${place.path}/${keyword}/${escaped(name)}`, child, keyword, found);
    }
  }
}

function visitChild(path: string, child: unknown, parent: string, found: SubschemaPlace[]): void {
  if (isRecord(child)) visit({ path, schema: child, parent }, found);
}

function escaped(name: string): string {
  return encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'));
}

export function isRecord(value: unknown): value is Subschema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
