import { stripVTControlCharacters } from 'node:util';

/** Hangul, kana, ideographs, full-width forms and emoji take two columns. */
const WIDE =
  /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]|\p{Emoji_Presentation}/gu;

const PRINTABLE_ASCII = /^[ -~]*$/;

/** The number of columns that a text takes in a terminal; color codes take none. */
export function widthOf(text: string): number {
  if (PRINTABLE_ASCII.test(text)) return text.length;
  const visible = stripVTControlCharacters(text);
  return [...visible].length + (visible.match(WIDE)?.length ?? 0);
}
