import { manifestSchemas, providerObjectsSchema } from '../../schemas/kubernetes/list.ts';
import { MASK } from '../masking/mask.ts';
import { readHeader } from './file-header.ts';

/**
 * Masks a unified diff whose removed lines may have been written by hand: everything that could be a value is masked.
 * Only the fields of manifests remain; the keys of a template or a Kubernetes Secret, and lines without a key, can hold
 * anything.
 */
export function maskRemovedLines(diff: string): string {
  const fields = new Set(['apiVersion', 'kind', ...manifestFields()]);
  return diff.replaceAll(/^-(?!-- ).*$/gm, (line) => `-${maskLine(line.slice(1), fields)}`);
}

function maskLine(line: string, fields: ReadonlySet<string>): string {
  const [, start = '', key = '', value = ''] = /^(\s*(?:- +)*([\w./-]+):)(.*)$/.exec(line) ?? [];
  if (line.trim() === '' || readHeader(line) !== null || fields.has(key)) return line;
  if (start === '') return `${/^\s*(?:- +)*/.exec(line)?.[0]}${MASK}`;
  return value.trim() === '' ? line : `${start} ${MASK}`;
}

/** Names of all fields that Keywright's manifest schemas describe. */
function manifestFields(): readonly string[] {
  const schemas = [...manifestSchemas.map(({ schema }) => schema), providerObjectsSchema];
  return [...schemas.flatMap(fieldsOf), 'name', 'namespace'];
}

function fieldsOf(schema: unknown): readonly string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([keyword, child]) => [
    ...(keyword === 'properties' && typeof child === 'object' && child !== null ? Object.keys(child) : []),
    ...fieldsOf(child),
  ]);
}
