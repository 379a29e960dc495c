import type { Report } from '../../schemas/types.ts';

/** The result in one sentence: `2 errors and 1 warning in 9 files (9 secrets, 2 environments), 1 waived.` */
export function sentenceOf({ summary, staleFiles }: Report): string {
  const { errors, warnings, infos, waived, files, secrets, environments } = summary;
  const found = [
    ...counted(errors, 'error'),
    ...counted(warnings, 'warning'),
    ...counted(infos, 'info'),
    ...counted(staleFiles.length, 'stale file'),
  ];
  const what = found.length === 0 ? 'No problems' : listed(found);
  const declared =
    files > 0 && environments === 0 ? '' : ` (${count(secrets, 'secret')}, ${count(environments, 'environment')})`;
  const looked = `${count(files, 'file')}${declared}`;
  return `${what} in ${looked}${waived > 0 ? `, ${waived} waived` : ''}.`;
}

const plural = new Intl.PluralRules('en');

/** `1 file`, `2 files`. */
export function count(number: number, noun: string, nouns = `${noun}s`): string {
  return `${number} ${plural.select(number) === 'one' ? noun : nouns}`;
}

function counted(number: number, noun: string): readonly string[] {
  return number === 0 ? [] : [count(number, noun)];
}

/** Avoids Intl.ListFormat, whose first use loads ICU data that every check would wait for. */
function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
