import { generators } from '../../generators/list.ts';
import type { Estate, Finding, Generated, OutputFile } from '../../schemas/types.ts';
import { originOf } from '../declarations/resolve/origin.ts';
import { withHeader } from './file-header.ts';

/** Files sorted by path. If there are findings of severity error, there are no files, because none must be written. */
export type GenerateResult = { readonly files: readonly OutputFile[]; readonly findings: readonly Finding[] };

/** Runs every generator. Pure; no file is read or written. */
export function generate(estate: Estate): GenerateResult {
  return assemble(
    generators.map((generator) => generator.generate(estate)),
    estate,
  );
}

/** Joins the output of several generators, and adds the headers that name each file's owner. */
export function assemble(results: readonly Generated[], estate: Estate): GenerateResult {
  const findings = results.flatMap((result) => result.findings).map((finding) => atOrigin(finding, estate));
  if (findings.some(({ severity }) => severity === 'error')) return { files: [], findings };
  const files = results.flatMap((result) => result.files).toSorted((a, b) => (a.path < b.path ? -1 : 1));
  return { files: files.map(withHeader), findings };
}

/** Generators point into the resolved secret; people need the layer that set the field. */
function atOrigin(finding: Finding, estate: Estate): Finding {
  const secret = estate.secrets.find(({ name }) => name === finding.secret);
  const environment = estate.environments.find(({ name }) => name === finding.environment);
  if (secret === undefined || environment === undefined) return finding;
  return { ...finding, ...originOf(finding.pointer, secret, environment) };
}
