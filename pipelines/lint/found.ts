import type { Declaration, EnvironmentDeclaration, SecretDeclaration } from '../../schemas/declarations.ts';
import { pointerOf, segmentsOf } from '../../schemas/json/pointer.ts';
import type { DesiredSecret, Edit, Finding, Place, Severity } from '../../schemas/types.ts';
import type { Problem } from '../declarations/problem.ts';
import { originOf } from '../declarations/resolve/origin.ts';
import type { Run } from '../rules/context.ts';

/** A finding, and the rule's pointer into the resolved document: a waiver can name either place. */
export type Found = { readonly finding: Finding; readonly subjectPointer: string };

/** Names a rule and a place: two findings with the same key would be duplicates. */
export function placeKey({ rule, file, document, pointer }: Finding): string {
  return `${rule} ${file} ${document} ${pointer}`;
}

type Weighed = Pick<Run<unknown>, 'rule' | 'severity' | 'setting'>;

/** A rule's finding on a resolved secret, at the layer that set the value. */
export function foundInSecret(
  run: Weighed,
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
  return found(run, problem, originOf(problem.pointer, declaration, environment), subject, edits);
}

/** A rule's finding on a declaration as written. */
export function foundInDeclaration(
  run: Weighed,
  problem: Problem,
  declaration: Declaration,
  environment: string | null,
): Found {
  const { file, document, kind, name } = declaration;
  const subject = { secret: kind === 'Secret' ? name : null, environment };
  const edits = (problem.fix ?? []).map((change) => ({ file, document, ...change }));
  return found(run, problem, { file, document, pointer: problem.pointer }, subject, edits);
}

/** A rule's finding on an object that is not a declaration; `at.pointer` is the object's place in its document. */
export function foundAt(run: Weighed, problem: Problem, at: Place): Found {
  const { file, document } = at;
  const place = { file, document, pointer: at.pointer + problem.pointer };
  const edits = (problem.fix ?? []).map(({ pointer, value }) => ({
    file,
    document,
    pointer: at.pointer + pointer,
    value,
  }));
  return found(run, problem, place, { secret: null, environment: null }, edits);
}

type Subject = { readonly secret: string | null; readonly environment: string | null };

function found(
  run: Weighed,
  problem: Problem,
  { file, document, pointer }: Place,
  { secret, environment }: Subject,
  fix: readonly Edit[],
): Found {
  const { rule } = run;
  const fixable = rule.fix === 'safe' && fix.length > 0;
  return {
    subjectPointer: problem.pointer,
    finding: {
      rule: rule.id,
      severity: weightOf(run, problem),
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

/** A problem's own severity applies unless the Policy sets one for the rule. */
function weightOf({ severity, setting }: Weighed, problem: Problem): Severity {
  const isSet = typeof setting === 'object' && setting.severity !== undefined;
  return isSet ? severity : (problem.severity ?? severity);
}
