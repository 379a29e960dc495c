import type { Estate, Finding } from '../../schemas/types.ts';
import { stageFinding } from '../finding.ts';
import { didYouMean } from '../nearest.ts';
import { pointerOf } from '../pointer.ts';
import type { Rule } from '../rules/rule.ts';

/** Rule ids in the Policy that no rule has. What else may be wrong with the settings is for the schema to say. */
export function judgePolicy({ policy }: Estate, rules: readonly Rule[]): readonly Finding[] {
  if (policy === null) return [];
  const { file, document, spec } = policy;
  const known = new Set(rules.map(({ id }) => id));
  return Object.keys(spec.rules ?? {})
    .filter((id) => !known.has(id))
    .map((id) => {
      const place = { file, document, pointer: pointerOf(['spec', 'rules', id]) };
      return stageFinding('unknown-reference', place, `No rule is called "${id}".${didYouMean(id, known)}`);
    });
}
