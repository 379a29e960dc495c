import type { Json } from '../../schemas/json/json.ts';
import type { Document, Finding, SourceFile } from '../../schemas/types.ts';
import { lineStartsOf, rangeOf } from './yaml/lines.ts';
import { loadDocuments } from './yaml/load.ts';
import { type Chunk, splitDocuments } from './yaml/split.ts';
import { findSyntaxErrors } from './yaml/syntax-errors.ts';

export type Parsed = { readonly documents: readonly Document[]; readonly findings: readonly Finding[] };

/**
 * Parses files into plain documents. A broken document becomes findings of `yaml-syntax`; the other documents of its
 * file are still read.
 */
export function parse(files: readonly SourceFile[]): Parsed {
  const documents: Document[] = [];
  const findings: Finding[] = [];
  for (const file of files) {
    const parsed = parseFile(file);
    documents.push(...parsed.documents);
    findings.push(...parsed.findings);
  }
  return { documents, findings };
}

function parseFile(file: SourceFile): Parsed {
  const values = tryLoad(file.text);
  if (values === null) return parseByDocument(file);
  return { documents: numbered(file.path, values), findings: [] };
}

function parseByDocument(file: SourceFile): Parsed {
  const documents: Document[] = [];
  const findings: Finding[] = [];
  splitDocuments(file.text).forEach((chunk, index) => {
    const value = tryLoad(chunk.text)?.[0];
    if (value === undefined) findings.push(...syntaxFindings(file, chunk, index));
    else if (value !== null) documents.push({ file: file.path, document: index, value });
  });
  return { documents, findings };
}

function tryLoad(text: string): readonly Json[] | null {
  try {
    return loadDocuments(text);
  } catch {
    return null;
  }
}

/** Empty documents are dropped, but still count in the numbering. */
function numbered(file: string, values: readonly Json[]): readonly Document[] {
  return values.map((value, document) => ({ file, document, value })).filter(({ value }) => value !== null);
}

function syntaxFindings(file: SourceFile, chunk: Chunk, document: number): readonly Finding[] {
  const starts = lineStartsOf(file.text);
  return findSyntaxErrors(chunk).map(({ start, end, message }) => ({
    rule: 'yaml-syntax',
    severity: 'error',
    message,
    file: file.path,
    document,
    pointer: '',
    secret: null,
    environment: null,
    fixable: false,
    waived: null,
    range: rangeOf(starts, start, end),
  }));
}
