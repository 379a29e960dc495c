import { helpText } from './help.ts';

/** What `keywright --help` prints. The build makes the text once and puts it in the place of this module. */
export function helpPage(): string {
  return helpText();
}
