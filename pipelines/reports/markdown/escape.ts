import { maskPatterns } from '../../masking/patterns/find-patterns.ts';

/**
 * The only three ways for foreign text (names, descriptions, messages, diffs; in a fork's pull request, any text) to
 * enter Markdown that Keywright posts.
 */

/** Inline code that no backtick inside can close. White space of any kind becomes one space. */
export function inlineCode(text: string): string {
  const shown = oneLine(text);
  const fence = '`'.repeat(longestBacktickRun(shown) + 1);
  const padding = shown === '' || shown.startsWith('`') || shown.endsWith('`') ? ' ' : '';
  return `${fence}${padding}${shown}${padding}${fence}`;
}

/** A fenced block, its fence longer than any run of backticks inside. */
export function fencedBlock(language: string, text: string): string {
  const shown = visible(text.replaceAll('\r\n', '\n'));
  const fence = '`'.repeat(Math.max(3, longestBacktickRun(shown) + 1));
  return `${fence}${language}\n${shown}\n${fence}`;
}

/** Prose on one line, in which markup, mentions, links and issue references stay inert. */
export function plainText(text: string): string {
  return oneLine(text)
    .replaceAll(AUTOLINK_TRIGGERS, (trigger) => `${trigger}${ZERO_WIDTH_SPACE}`)
    .replaceAll(/[&<>]/g, (character) => ENTITIES[character] ?? character)
    .replaceAll(/[\\`*_{}[\]()#~$|]/g, '\\$&')
    .replace(/^(\d*)([-+=.])/, '$1\\$2');
}

/** Text that GitHub turns into links without any markup: `@x`, `#1`, `GH-1`, `https://`, `www.` */
const AUTOLINK_TRIGGERS = /@|#(?=\d)|:(?=\/\/)|\bGH-(?=\d)|\bwww(?=\.)/gi;

const ENTITIES: { readonly [character: string]: string } = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

const ZERO_WIDTH_SPACE = '\u200b';

/** One line, cut at a length that no AWS name reaches, so that a list has a bounded size. */
function oneLine(text: string): string {
  const line = visible(text).replaceAll(/\s+/g, ' ').trim();
  return line.length > MAX_LINE_LENGTH ? `${line.slice(0, MAX_LINE_LENGTH)}…` : line;
}

const MAX_LINE_LENGTH = 600;

/**
 * Masks text that looks like a credential, because GitHub keeps all posted text in the edit history. Shows control,
 * bidirectional and other invisible characters as U+FFFD, so that nothing hides in a name or reverses its reading
 * order. Tabs and line breaks stay.
 */
function visible(text: string): string {
  return maskPatterns(text).replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, (character) =>
    character === '\n' || character === '\t' ? character : '\ufffd',
  );
}

function longestBacktickRun(text: string): number {
  let longest = 0;
  for (const [run] of text.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  return longest;
}
