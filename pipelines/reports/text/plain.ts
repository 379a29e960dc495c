/** C0 and C1 controls, and characters that change the direction of text or have no width. */
const INVISIBLE = /[\p{Cc}\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF]/gu;

/**
 * Text from a declaration made safe for a terminal: no line breaks, escape sequences or marks that would disguise it.
 */
export function plain(text: string): string {
  return text.replace(INVISIBLE, '\uFFFD');
}
