import { maskText } from '../mask.ts';
import { findPatterns } from './find-patterns.ts';

/** A message or a name as it may be printed: what looks like a credential is masked. */
export function maskPatterns(text: string): string {
  const matches = findPatterns(text);
  return matches.length === 0 ? text : maskText(text, matches);
}
