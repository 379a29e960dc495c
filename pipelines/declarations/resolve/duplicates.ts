import type { EnvironmentDeclaration } from '../../../schemas/declarations.ts';
import type { DesiredSecret, Finding } from '../../../schemas/types.ts';
import { stageFinding } from '../finding.ts';
import type { NamedDocument } from './names.ts';

/** Documents that repeat a kind and name, or a second Policy. The later document, by path, is the duplicate. */
export function duplicateDocuments(named: readonly NamedDocument[]): readonly Finding[] {
  const first = new Map<string, NamedDocument>();
  return named.flatMap((declared) => {
    const identity = declared.kind === 'Policy' ? 'Policy' : `${declared.kind}/${declared.name}`;
    const before = first.get(identity);
    if (before === undefined) {
      first.set(identity, declared);
      return [];
    }
    const place = { file: declared.file, document: declared.document, pointer: '/metadata/name' };
    return [stageFinding('duplicate-declaration', place, duplicateMessage(declared, before), subjectOf(declared))];
  });
}

function duplicateMessage(declared: NamedDocument, before: NamedDocument): string {
  if (declared.kind === 'Policy') return `There is a Policy in ${before.file} already; keep exactly one.`;
  return `${declared.kind} "${declared.name}" is declared in ${before.file} already; rename one or remove it.`;
}

function subjectOf(declared: NamedDocument): { readonly secret?: string } {
  return declared.kind === 'Secret' ? { secret: declared.name } : {};
}

/** Declared secrets that would be the same secret in AWS: same account, Region and name. */
export function duplicateSecretNames(
  desired: readonly DesiredSecret[],
  environments: ReadonlyMap<string, EnvironmentDeclaration>,
): readonly Finding[] {
  const first = new Map<string, DesiredSecret>();
  return desired.flatMap((secret) => {
    const aws = environments.get(secret.environment)?.spec.aws;
    const identity = `${aws?.accountId}/${aws?.region}/${secret.name}`;
    const before = first.get(identity);
    if (before === undefined) {
      first.set(identity, secret);
      return [];
    }
    if (before.secret === secret.secret && before.environment === secret.environment) return [];
    const place = { file: secret.file, document: secret.document, pointer: '/metadata/name' };
    const message =
      `Its name in AWS, "${secret.name}", is also that of "${before.secret}" in ${before.environment}; ` +
      'set secretName or change the name template.';
    return [stageFinding('duplicate-declaration', place, message, secret)];
  });
}
