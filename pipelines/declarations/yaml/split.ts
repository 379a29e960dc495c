/** The part of a YAML text with one document. `offset` is its start in the whole text. */
export type Chunk = { readonly text: string; readonly offset: number };

/**
 * Splits a text at its document markers. YAML reserves `---` and `...` at the start of a line, even inside block and
 * quoted scalars (YAML 1.2.2, 9.1.2), so this needs no parser and also works on invalid text. Documents are numbered as
 * a parser numbers them: an empty part before the first marker isn't counted.
 */
export function splitDocuments(text: string): readonly Chunk[] {
  const chunks: Chunk[] = [];
  let start = 0;
  for (const match of text.matchAll(/^(?:---|\.\.\.)(?=[ \t\r\n]|$)/gm)) {
    const at = match.index;
    const isEnd = match[0] === '...';
    if (isEnd || hasContent(text.slice(start, at))) {
      const end = isEnd ? at + 3 : at;
      if (hasContent(text.slice(start, end))) chunks.push({ text: text.slice(start, end), offset: start });
      start = end;
    }
  }
  if (hasContent(text.slice(start))) chunks.push({ text: text.slice(start), offset: start });
  return chunks;
}

/** False if there are only blank lines, comments, directives and end markers, which belong to the next document. */
function hasContent(part: string): boolean {
  return part.split(/\r?\n/).some((line) => line.trim() !== '' && !/^(?:\s*#|%|\.\.\.)/.test(line));
}
