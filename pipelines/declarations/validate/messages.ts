import { childPointer, segmentsOf } from '../../../schemas/json/pointer.ts';
import { didYouMean } from '../nearest.ts';
import type { SchemaError } from './validators.ts';

/** Keywords whose error only wraps another error that is also reported. */
const WRAPPERS: ReadonlySet<string> = new Set(['if', 'allOf', 'anyOf', '$ref']);

/** Pointer and message for one schema violation; null if another error describes it better. */
export function describeError(error: SchemaError): { readonly pointer: string; readonly message: string } | null {
  if (WRAPPERS.has(error.keyword)) return null;
  if (error.keyword === 'additionalProperties') return unknownField(error);
  const own = error.parentSchema?.errorMessage;
  return { pointer: error.instancePath, message: typeof own === 'string' ? own : messageOf(error) };
}

/** The fields that are allowed in place of an unknown one. */
export function allowedFields(error: SchemaError): readonly string[] {
  return Object.keys(objectOf(error.parentSchema?.properties));
}

function unknownField(error: SchemaError) {
  const field = String(error.params.additionalProperty);
  const allowed = allowedFields(error);
  const hint = didYouMean(field, allowed) || ` Allowed here: ${allowed.join(', ')}.`;
  return { pointer: childPointer(error.instancePath, field), message: `Unknown field "${field}".${hint}` };
}

function messageOf(error: SchemaError): string {
  const field = fieldName(error.instancePath);
  const { params } = error;
  switch (error.keyword) {
    case 'required':
      return `"${params.missingProperty}" is missing${error.instancePath === '' ? '' : ` in ${field}`}; add it.`;
    case 'type':
      return `${field} must be ${typesOf(params.type)}, not ${typeOf(error.data)}.`;
    case 'enum':
      return enumMessage(error, field);
    case 'const':
      return `${field} must be ${JSON.stringify(params.allowedValue)}.`;
    case 'minimum':
      return `${field} must be at least ${params.limit}.`;
    case 'maximum':
      return `${field} must be at most ${params.limit}.`;
    case 'minLength':
    case 'minItems':
    case 'minProperties':
      return `${field} must not be empty.`;
    case 'maxLength':
      return `${field} must have at most ${params.limit} characters.`;
    case 'uniqueItems':
      return `${field} repeats an item; items ${params.j} and ${params.i} (counted from 0) are the same.`;
    case 'pattern':
      return `${field} must match ${params.pattern}.`;
    case 'format':
      return `${field} must be a ${params.format}${params.format === 'date' ? ' as YYYY-MM-DD' : ''}.`;
    default:
      return `${field} is not allowed here.`;
  }
}

function enumMessage(error: SchemaError, field: string): string {
  const allowed = Array.isArray(error.params.allowedValues) ? error.params.allowedValues : [];
  const words = allowed.filter((value) => typeof value === 'string');
  const hint = typeof error.data === 'string' ? didYouMean(error.data, words) : '';
  return `${field} must be one of ${words.join(', ')}.${hint}`;
}

/**
 * The field's name for a message: `"recoveryWindowInDays"`, or `Item 2 of "environments"`, with items counted from 1.
 */
function fieldName(instancePath: string): string {
  const segments = segmentsOf(instancePath);
  const last = segments.at(-1);
  if (last === undefined) return 'The document';
  const parent = segments.at(-2);
  return /^\d+$/.test(last) && parent !== undefined ? `Item ${Number(last) + 1} of "${parent}"` : `"${last}"`;
}

const TYPE_NAMES: { readonly [type: string]: string } = {
  object: 'a mapping',
  array: 'a list',
  string: 'a string',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
};

function typesOf(type: unknown): string {
  const types = (Array.isArray(type) ? type : [type]).filter((name) => name !== 'null').map(String);
  return types.map((name) => TYPE_NAMES[name] ?? name).join(' or ');
}

function typeOf(data: unknown): string {
  if (data === null) return 'null';
  if (Array.isArray(data)) return 'a list';
  return TYPE_NAMES[typeof data] ?? typeof data;
}

function objectOf(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}
