import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import description from './openapi.json' with { type: 'json' };

export type Operation = {
  readonly id: string;
  readonly path: { readonly [name: string]: string };
  readonly query: { readonly [name: string]: string };
};

/** GitHub's description says 65,536 nowhere; the server enforces it on bodies of issues and comments. */
const MAX_BODY_LENGTH = 65_536;

type Schema = { [key: string]: unknown };

const ajv = new Ajv({ strict: false, allErrors: true, coerceTypes: false });
addFormats.default(ajv);
const checkedOperations = description.operations.map((operation) => ({
  ...operation,
  pattern: new RegExp(`^${operation.path.replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`),
  checkBody: operation.body === null ? null : ajv.compile(closed(operation.body.schema)),
  checkQuery: ajv.compile(querySchema(operation.parameters)),
}));

/** Finds the operation that a request is, by GitHub's own description; what is wrong with the request stands in `problems`. */
export function validateRequest(method: string, url: URL, body: unknown) {
  const path = decodeURIComponent(url.pathname);
  const operation = checkedOperations.find((one) => one.method === method && one.pattern.test(path));
  if (operation === undefined) return null;
  const query = Object.fromEntries(url.searchParams);
  const problems: string[] = [];
  if (!operation.checkQuery(typed(query))) problems.push(`query: ${ajv.errorsText(operation.checkQuery.errors)}`);
  if (operation.checkBody !== null && !operation.checkBody(body ?? {})) {
    problems.push(`body: ${ajv.errorsText(operation.checkBody.errors)}`);
  }
  problems.push(...tooLong(body));
  return { id: operation.id, path: operation.pattern.exec(path)?.groups ?? {}, query, problems };
}

/** Unknown keys are mistakes, although GitHub lets them pass. OpenAPI 3.0 puts `nullable` where JSON Schema has a type. */
function closed({ nullable, ...schema }: Schema): Schema {
  const inner = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closedValue(value)]));
  const isClosable = 'properties' in schema && !('additionalProperties' in schema);
  const whole = isClosable ? { ...inner, additionalProperties: false } : inner;
  return nullable === true ? { anyOf: [whole, { type: 'null' }] } : whole;
}

function closedValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closedValue);
  return typeof value === 'object' && value !== null ? closed(value as Schema) : value;
}

function querySchema(parameters: readonly { name: string; in: string; schema: Schema }[]): Schema {
  const inQuery = parameters.filter((parameter) => parameter.in === 'query');
  const properties = Object.fromEntries(inQuery.map(({ name, schema }) => [name, schema]));
  return { type: 'object', properties, additionalProperties: false };
}

/** Query parameters arrive as text. */
function typed(query: { readonly [name: string]: string }): { readonly [name: string]: string | number | boolean } {
  return Object.fromEntries(
    Object.entries(query).map(([name, value]) => {
      if (/^\d+$/.test(value) && NUMERIC.has(name)) return [name, Number(value)];
      return [name, value === 'true' || value === 'false' ? value === 'true' : value];
    }),
  );
}

const NUMERIC: ReadonlySet<string> = new Set(['per_page', 'page', 'app_id', 'check_suite_id']);

function tooLong(body: unknown): readonly string[] {
  if (typeof body !== 'object' || body === null || !('body' in body) || typeof body.body !== 'string') return [];
  return body.body.length > MAX_BODY_LENGTH ? [`body is too long (maximum is ${MAX_BODY_LENGTH} characters)`] : [];
}
