import { readFileSync } from 'node:fs';
import { didYouMean } from '../declarations/nearest.ts';
import { CommandError } from '../io/command-error.ts';
import { type Command, EXIT } from '../io/io.ts';
import { rulePage } from '../reports/locate.ts';
import { renderPage } from '../reports/page.ts';
import { rules } from '../rules/list.ts';

/** Prints a rule's page: what it checks and why, with examples, the fix and how to waive it. */
export const explain: Command = async ({ arguments: [wanted = ''], global }, io) => {
  const ids = rules.map(({ id }) => id);
  if (!ids.includes(wanted)) {
    throw new CommandError(
      `No rule is called "${wanted}".${didYouMean(wanted, ids)} docs/rules/README.md lists them.`,
      EXIT.usage,
    );
  }
  // The documentation is two folders up, both from this file and from the bundle.
  const page = readFileSync(new URL(`../../${rulePage(wanted)}`, import.meta.url), 'utf8');
  io.data(global.format === 'markdown' ? page : renderPage(page, { color: io.color, columns: io.columns }));
  return EXIT.ok;
};
