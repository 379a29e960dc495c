/** Bullets, one line each; a last one gives the number of those left out. */
export function bulletList(items: readonly string[], maxItems: number): readonly string[] {
  const shown = items.slice(0, maxItems).map((item) => `- ${item}`);
  return items.length > maxItems ? [...shown, `- and ${items.length - maxItems} more`] : shown;
}

/** A table in GitHub-flavored Markdown. Cells are Markdown; a `|` inside a cell does not end it. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cellOf).join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}

/**
 * Parsers disagree on a `|` after two backslashes, which can only occur in inline code: a look-alike character replaces
 * it.
 */
function cellOf(markdown: string): string {
  return markdown.replaceAll(/(\\*)\|/g, (whole, { length }: string) => {
    if (length === 0) return '\\|';
    return length % 2 === 1 ? whole : `${whole.slice(0, -1)}\u2223`;
  });
}

/** A section that opens on a click. */
export function folded(title: string, body: string): string {
  return `<details><summary>${title}</summary>\n\n${body}\n\n</details>`;
}
