import type { PolicyDeclaration } from '../../schemas/declarations.ts';
import { pointerOf } from '../../schemas/json/pointer.ts';
import type { Estate, Finding } from '../../schemas/types.ts';
import { stageFinding } from '../declarations/finding.ts';
import { didYouMean } from '../declarations/nearest.ts';
import { patternOf } from '../rules/policy.ts';
import type { Rule } from '../rules/rule.ts';

/** Problems in the Policy that its schema can't detect: unknown rule ids, and a pattern that doesn't compile. */
export function judgePolicy({ policy }: Estate, rules: readonly Rule[]): readonly Finding[] {
  return policy === null ? [] : [...unknownRules(policy, rules), ...brokenPattern(policy)];
}

/** Rules match with the flag `u`, which is stricter than the schema's format: `\\-` and `\\p{Nothing}` are errors. */
function brokenPattern({ file, document, spec: { namePattern } }: PolicyDeclaration): readonly Finding[] {
  if (namePattern === undefined || patternOf(namePattern) !== null) return [];
  const message =
    'This regular expression does not compile in Unicode mode; escape only what has a meaning, and close every bracket.';
  return [stageFinding('schema', { file, document, pointer: '/spec/namePattern' }, message)];
}

function unknownRules(policy: PolicyDeclaration, rules: readonly Rule[]): readonly Finding[] {
  const { file, document, spec } = policy;
  const known = new Set(rules.map(({ id }) => id));
  return Object.keys(spec.rules ?? {})
    .filter((id) => !known.has(id))
    .map((id) => {
      const place = { file, document, pointer: pointerOf(['spec', 'rules', id]) };
      return stageFinding('unknown-reference', place, `No rule is called "${id}".${didYouMean(id, known)}`);
    });
}
