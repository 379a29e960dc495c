import { maskText } from '../mask.ts';
import { mayHavePattern } from './prefilter.ts';
import { runSecretlint } from './secretlint.ts';
import { shapes } from './shapes.ts';

/** A part of a text that looks like a credential. Offsets, end exclusive. `what` names the kind, with its article. */
export type PatternMatch = { readonly start: number; readonly end: number; readonly what: string };

/** All parts of a text that look like a known kind of credential, in order, without overlaps. */
export function findPatterns(text: string): readonly PatternMatch[] {
  return mayHavePattern(text) ? findPatternsUnfiltered(text) : NONE;
}

const NONE: readonly PatternMatch[] = Object.freeze([]);

/** Same as `findPatterns`, without the prefilter, for the test that compares the two. */
export function findPatternsUnfiltered(text: string): readonly PatternMatch[] {
  const matches = [...runSecretlint(text), ...runShapes(text)].map((match) => ({
    ...match,
    ...wholeWord(text, match),
  }));
  const ordered = matches.sort((a, b) => a.start - b.start || b.end - a.end);
  const kept: PatternMatch[] = [];
  for (const match of ordered) if (match.start >= (kept.at(-1)?.end ?? 0)) kept.push(match);
  return kept;
}

function runShapes(text: string): readonly PatternMatch[] {
  return shapes.flatMap(({ what, pattern }) =>
    [...text.matchAll(pattern)].map(({ index, 0: match }) => ({ start: index, end: index + match.length, what })),
  );
}

/**
 * Extends a match to the white space or quotes around it. Some of secretlint's ranges begin before the token and end
 * within it, but the whole token must be masked.
 */
function wholeWord(text: string, { start, end }: PatternMatch): { readonly start: number; readonly end: number } {
  const before = /[^\s"']*$/.exec(text.slice(Math.max(0, start - MAX_WORD), start))?.[0].length ?? 0;
  const after = /^[^\s"']*/.exec(text.slice(end, end + MAX_WORD))?.[0].length ?? 0;
  return { start: start - before, end: end + after };
}

const MAX_WORD = 4096;

/** A message or name, safe to print: anything that looks like a credential is masked. */
export function maskPatterns(text: string): string {
  const matches = findPatterns(text);
  return matches.length === 0 ? text : maskText(text, matches);
}
