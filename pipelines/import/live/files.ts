import { stringify } from 'yaml';
import type { OutputFile } from '../../../schemas/types.ts';
import { DECLARATIONS_FOLDER } from '../../declarations/read.ts';
import type { SecretDocument } from './merge-environments.ts';

/** Where imported declarations are written. */
const FOLDER = `${DECLARATIONS_FOLDER}/imported`;

const HEADER = '# Imported as it is in AWS. Look through owner, type and value; taking it over writes tags only.\n';

/** One file for all declarations whose names begin with the same word. */
export function importedFiles(documents: readonly SecretDocument[]): readonly OutputFile[] {
  const groups = new Map<string, SecretDocument[]>();
  for (const document of documents) {
    const prefix = document.name.split('-')[0] ?? document.name;
    groups.set(prefix, [...(groups.get(prefix) ?? []), document]);
  }
  return [...groups].map(([prefix, group]) => ({
    path: `${FOLDER}/${prefix}.yaml`,
    text: HEADER + group.map(({ document }) => stringify(document, { lineWidth: 0 })).join('---\n'),
  }));
}
