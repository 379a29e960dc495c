import { generators } from '../generators/list.ts';
import type { Estate, Finding, OutputFile } from '../schemas/types.ts';
import { withHeader } from './file-header.ts';

/** Files sorted by path, each once. Where there are findings, the files are incomplete and must not be written. */
export type GenerateResult = { readonly files: readonly OutputFile[]; readonly findings: readonly Finding[] };

/** Runs every generator. Pure; no file is read or written. */
export function generate(estate: Estate): GenerateResult {
  const results = generators.map((generator) => generator.generate(estate));
  const files = results.flatMap((result) => result.files).toSorted((a, b) => (a.path < b.path ? -1 : 1));
  return { files: files.map(withHeader), findings: results.flatMap((result) => result.findings) };
}
