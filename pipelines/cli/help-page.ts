import { helpText } from './help.ts';

/** The output of `keywright --help`. The build renders the text once and replaces this module with it. */
export function helpPage(): string {
  return helpText();
}
