import { type Document, parseDocument, visit } from 'yaml';
import type { Chunk } from './split.ts';

/** One syntax error: offsets into the whole text, end exclusive, and a sentence that doesn't quote the text. */
export type SyntaxError = { readonly start: number; readonly end: number; readonly message: string };

/**
 * Describes the syntax errors of a document that could not be read. The parser's own messages quote the source line,
 * which may contain a secret value, so only its error codes and offsets are used.
 */
export function findSyntaxErrors(chunk: Chunk): readonly SyntaxError[] {
  const document = parseDocument(chunk.text, { merge: true, prettyErrors: false, strict: true });
  const lastCharacter = chunk.text.trimEnd().length - 1;
  const found = [...document.errors.map(({ code, pos }) => ({ code, pos })), ...danglingAliases(document)].map(
    ({ code, pos }) => {
      // The parser notices a missing quote only after the last line; point to the last line with text.
      const start = chunk.offset + Math.min(pos[0], lastCharacter);
      return { start, end: Math.max(start + 1, chunk.offset + pos[1]), message: sentences[code] ?? GENERIC };
    },
  );
  return found.length > 0 ? firstOnEachLine(chunk, found) : [{ ...wholeStart(chunk), message: GENERIC }];
}

function danglingAliases(
  document: Document,
): readonly { readonly code: string; readonly pos: readonly [number, number] }[] {
  const found: { code: string; pos: readonly [number, number] }[] = [];
  visit(document, {
    Alias(_, alias) {
      const range = alias.range;
      if (range && alias.resolve(document) === undefined) found.push({ code: 'BAD_ALIAS', pos: [range[0], range[1]] });
    },
  });
  return found;
}

const GENERIC =
  'This document is not YAML that can be read; check indentation, quotes, brackets, tags and aliases near here.';

const sentences: { readonly [code: string]: string } = {
  BAD_ALIAS: 'An alias names an anchor that does not exist in this document; define the anchor first.',
  BAD_DIRECTIVE: 'This directive is not understood; remove the line that starts with %.',
  BAD_DQ_ESCAPE: 'A double-quoted string has an unknown escape; double the backslash or use single quotes.',
  BAD_INDENT:
    'The indentation does not fit, or a bracket is not closed; align this line with its neighbours, with spaces.',
  BAD_SCALAR_START: 'A plain value can not start with this character; put the value in quotes.',
  BLOCK_AS_IMPLICIT_KEY: 'A nested mapping can not stand on this line; start it on a new, indented line.',
  BLOCK_IN_FLOW: 'Indented lists and mappings can not stand inside brackets; close the bracket first.',
  DUPLICATE_KEY: 'This key is repeated in the same mapping; keep one of them.',
  MISSING_CHAR: 'A character is missing here: a closing quote or bracket, or the `:` after a key.',
  MULTILINE_IMPLICIT_KEY: 'A key must stand on one line and be followed by `:`.',
  TAB_AS_INDENT: 'A tab is used for indentation; YAML allows only spaces.',
  TAG_RESOLVE_FAILED: 'This tag is not supported; remove it or use a plain value.',
  UNEXPECTED_TOKEN: 'This was not expected here; check quotes, brackets and the `:` of the lines around it.',
};

/** One mistake often causes several errors on its line; the first describes it best. */
function firstOnEachLine(chunk: Chunk, errors: readonly SyntaxError[]): readonly SyntaxError[] {
  const seen = new Set<number>();
  return errors.filter(({ start }) => {
    const line = chunk.text.slice(0, start - chunk.offset).split('\n').length;
    return !seen.has(line) && seen.add(line);
  });
}

function wholeStart(chunk: Chunk): { readonly start: number; readonly end: number } {
  const skipped = /^(?:\s*(?:#.*|---.*)?\r?\n)*/.exec(chunk.text)?.[0].length ?? 0;
  return { start: chunk.offset + skipped, end: chunk.offset + skipped + 1 };
}
