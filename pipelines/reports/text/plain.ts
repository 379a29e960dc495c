/** C0 and C1 controls, and the marks that change the direction of text or have no width. */
const INVISIBLE = /[\p{Cc}\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF]/gu;

/**
 * Text from a declaration as it may go to a terminal: without line breaks, escape sequences or marks that would
 * let it pass for something else.
 */
export function plain(text: string): string {
  return text.replace(INVISIBLE, '\uFFFD');
}
