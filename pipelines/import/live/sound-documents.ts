import type { SourceFile } from '../../../schemas/types.ts';
import { assembleEstate, isBlocking } from '../../declarations/estate.ts';
import { importedFiles } from './files.ts';
import { type InEnvironment, mergeEnvironments, type SecretDocument } from './merge-environments.ts';

/** Fields that are always valid; the rest of a secret can have a shape that declarations don't support. */
const SAFE_FIELDS = new Set(['owner', 'description', 'secretName', 'adopt', 'adoptFrom']);

/**
 * The declarations, checked as the repository would check them. A secret that fails becomes one of type `opaque`
 * without the rejected settings, so that an import never fails because of one secret.
 * @param existing the repository's declarations
 */
export function soundDocuments(
  all: readonly InEnvironment[],
  existing: readonly SourceFile[],
): readonly SecretDocument[] {
  const documents = mergeEnvironments(all);
  const broken = new Set(brokenDocuments(documents, existing).flatMap(({ members }) => members));
  return broken.size === 0 ? documents : mergeEnvironments(all.map((one) => (broken.has(one) ? simplified(one) : one)));
}

function brokenDocuments(documents: readonly SecretDocument[], existing: readonly SourceFile[]) {
  const files = importedFiles(documents);
  const { findings, estate } = assembleEstate([...existing, ...files]);
  const paths = new Set(files.map(({ path }) => path));
  const blamed = new Set(
    findings.filter((finding) => isBlocking(finding) && paths.has(finding.file)).map(({ secret }) => secret),
  );
  const read = new Set(estate.secrets.map(({ name }) => name));
  return documents.filter(({ name }) => blamed.has(name) || !read.has(name));
}

function simplified(one: InEnvironment): InEnvironment {
  const settings = Object.entries(one.settings).filter(([field]) => SAFE_FIELDS.has(field));
  return { ...one, type: 'opaque', settings: Object.fromEntries(settings) };
}
