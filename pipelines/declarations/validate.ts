import type { Declaration } from '../../schemas/declarations.ts';
import type { Json } from '../../schemas/json/json.ts';
import { isObject } from '../../schemas/json/object.ts';
import { type Kind, kinds } from '../../schemas/kinds.ts';
import type { Document, Finding } from '../../schemas/types.ts';
import { stageFinding } from './finding.ts';
import { didYouMean, nearest } from './nearest.ts';
import type { NamedDocument } from './resolve/names.ts';
import { describeError } from './validate/messages.ts';
import { meantPointer, repairDocument } from './validate/repair.ts';
import { type SchemaError, validatorOf } from './validate/validators.ts';

export type Validated = {
  readonly declarations: readonly Declaration[];
  /** Every document with a readable kind and name, including those too broken for `declarations`. */
  readonly named: readonly NamedDocument[];
  readonly findings: readonly Finding[];
};

/** Checks each document against the schema of its kind. */
export function validate(documents: readonly Document[]): Validated {
  const declarations: Declaration[] = [];
  const named: NamedDocument[] = [];
  const findings: Finding[] = [];
  for (const document of documents) {
    const kind = kindOf(document.value);
    if (kind === null) {
      findings.push(kindFinding(document));
      continue;
    }
    const name = nameOf(document.value);
    if (name !== null) named.push({ kind, name, file: document.file, document: document.document });
    const checked = validateDocument(document, kind, name);
    if (checked.declaration !== null) declarations.push(checked.declaration);
    findings.push(...checked.findings);
  }
  return { declarations, named, findings };
}

type Checked = { readonly declaration: Declaration | null; readonly findings: readonly Finding[] };

function validateDocument(document: Document, kind: Kind, name: string | null): Checked {
  const validator = validatorOf(kind);
  if (validator(document.value)) return { declaration: declarationOf(document, document.value), findings: [] };
  const errors = validator.errors ?? [];
  const subject = kind === 'Secret' && name !== null ? { secret: name } : {};
  const findings = toFindings(document, errors, subject);
  const repaired = repairDocument(document.value, errors.filter(breaksShape));
  const isUsable = validator(repaired) || (validator.errors ?? []).every((error) => !breaksShape(error));
  return { declaration: isUsable ? declarationOf(document, repaired) : null, findings };
}

/** Whether the violation breaks the document's shape. Limits that a lint rule reports don't. */
function breaksShape(error: SchemaError): boolean {
  return error.parentSchema?.['x-rule'] === undefined || error.keyword === 'type';
}

function toFindings(
  document: Document,
  errors: readonly SchemaError[],
  subject: { readonly secret?: string },
): readonly Finding[] {
  const wrongTypes = new Set(errors.filter(isTypeError).map(({ instancePath }) => instancePath));
  const findings = new Map<string, Finding>();
  for (const error of errors) {
    // If the type is wrong, other errors about the same value add nothing.
    const described = wrongTypes.has(error.instancePath) && !isTypeError(error) ? null : describeError(error);
    if (described === null) continue;
    const { pointer, message } = described;
    const rule = error.parentSchema?.['x-rule'];
    const place = { file: document.file, document: document.document, pointer };
    const finding = stageFinding(typeof rule === 'string' ? rule : 'schema', place, message, subject);
    const meant = meantPointer(error);
    const mayHoldValue = error.keyword === 'additionalProperties' || (isTypeError(error) && isShape(error.params.type));
    findings.set(pointer + message, {
      ...finding,
      ...(mayHoldValue ? { hidden: true } : {}),
      ...(meant === null ? {} : { meant }),
    });
  }
  return [...findings.values()];
}

/** A scalar in place of a mapping or list may be a misplaced secret value. */
const isShape = (type: unknown) => [type].flat().some((name) => name === 'object' || name === 'array');

const isTypeError = (error: SchemaError) => error.keyword === 'type';

function kindOf(value: Json): Kind | null {
  const written = isObject(value) ? value.kind : undefined;
  return kinds.find(({ kind }) => kind === written)?.kind ?? misspeltKind(written);
}

/** A misspelled kind is checked as the intended kind, so that its schema reports the error once. */
function misspeltKind(written: Json | undefined): Kind | null {
  if (typeof written !== 'string') return null;
  const meant = nearest(
    written,
    kinds.map(({ kind }) => kind),
  );
  return kinds.find(({ kind }) => kind === meant)?.kind ?? null;
}

function kindFinding(document: Document): Finding {
  const place = { file: document.file, document: document.document, pointer: '' };
  if (!isObject(document.value)) {
    return stageFinding('schema', place, 'A document must be a mapping with apiVersion, kind, metadata and spec.');
  }
  const allowed = kinds.map(({ kind }) => kind);
  const written = document.value.kind;
  if (typeof written !== 'string') {
    return stageFinding('schema', place, `"kind" is missing; add one of ${allowed.join(', ')}.`);
  }
  const message = `"kind" must be one of ${allowed.join(', ')}.${didYouMean(written, allowed)}`;
  return stageFinding('schema', { ...place, pointer: '/kind' }, message);
}

function nameOf(value: Json): string | null {
  const metadata = isObject(value) ? value.metadata : undefined;
  const name = isObject(metadata) ? metadata.name : undefined;
  return typeof name === 'string' ? name : null;
}

function declarationOf(document: Document, value: Json): Declaration | null {
  if (!isObject(value)) return null;
  const name = nameOf(value);
  if (name === null) return null;
  const { kind, spec } = value;
  // The caller has just checked the shape of `spec` with the schema of its kind.
  return { kind, name, file: document.file, document: document.document, spec } as unknown as Declaration;
}
