import type { Declaration, EnvironmentDeclaration, SecretDeclaration } from '../../schemas/declarations.ts';
import type { DesiredSecret, Edit, Finding, Place, Severity } from '../../schemas/types.ts';
import { pointerOf, segmentsOf } from '../pointer.ts';
import { originOf } from '../resolve/origin.ts';
import type { Problem, Rule } from '../rules/rule.ts';

/** A finding, and the pointer into the resolved document that the rule gave: waivers may name either place. */
export type Found = { readonly finding: Finding; readonly subjectPointer: string };

type Weighed = { readonly rule: Rule; readonly severity: Severity };

/** What a rule found in a resolved secret, at the layer that set it. */
export function foundInSecret(
  { rule, severity }: Weighed,
  problem: Problem,
  desired: DesiredSecret,
  declaration: SecretDeclaration,
  environment: EnvironmentDeclaration,
): Found {
  const edits = (problem.fix ?? []).map(({ pointer, value }): Edit => {
    const origin = originOf(pointer, declaration, environment);
    const isSet = origin.pointer.endsWith(pointerOf(segmentsOf(pointer).slice(1)));
    const own = { file: declaration.file, document: declaration.document, pointer };
    return { ...(isSet ? origin : own), value };
  });
  const subject = { secret: desired.secret, environment: desired.environment };
  return found(rule, severity, problem, originOf(problem.pointer, declaration, environment), subject, edits);
}

/** What a rule found in a declaration as it stands. */
export function foundInDeclaration(
  { rule, severity }: Weighed,
  problem: Problem,
  declaration: Declaration,
  environment: string | null,
): Found {
  const { file, document, kind, name } = declaration;
  const subject = { secret: kind === 'Secret' ? name : null, environment };
  const edits = (problem.fix ?? []).map((change) => ({ file, document, ...change }));
  return found(rule, severity, problem, { file, document, pointer: problem.pointer }, subject, edits);
}

type Subject = { readonly secret: string | null; readonly environment: string | null };

function found(
  rule: Rule,
  severity: Severity,
  problem: Problem,
  { file, document, pointer }: Place,
  { secret, environment }: Subject,
  fix: readonly Edit[],
): Found {
  const fixable = rule.fix === 'safe' && fix.length > 0;
  return {
    subjectPointer: problem.pointer,
    finding: {
      rule: rule.id,
      severity,
      message: problem.message,
      file,
      document,
      pointer,
      secret,
      environment,
      fixable,
      ...(fixable ? { fix } : {}),
      waived: null,
    },
  };
}
