import { findSecretType } from '../../../schemas/secret-types/list.ts';
import type { SecretType } from '../../../schemas/secret-types/secret-type.ts';
import type { DesiredSecret } from '../../../schemas/types.ts';
import type { Problem } from '../../declarations/problem.ts';
import { NO_PROBLEMS, type Rule } from '../rule.ts';

export const rotationValueShape: Rule = {
  id: 'rotation-value-shape',
  category: 'rotation',
  title: 'The value lacks keys that its rotation function reads, or the type has no such rotation.',
  severity: { normal: 'error' },
  fix: 'none',
  waivable: true,
  phase: 'check',
  alsoKnownAs: [],
  sources: ['https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_secret_json_structure.html'],
  checkSecret: ({ spec }) => {
    const type = findSecretType(spec.type);
    if (type === undefined) return NO_PROBLEMS;
    const missing = type.category === 'database' ? missingKeys(spec, type) : null;
    const strategy = strategyProblem(spec, type);
    if (missing === null && strategy === null) return NO_PROBLEMS;
    return [missing, strategy].filter((problem) => problem !== null);
  },
};

type Spec = DesiredSecret['spec'];

function missingKeys({ value, rotation }: Spec, type: SecretType): Problem | null {
  const missing: string[] = [];
  for (const key in type.keys) if (type.keys[key]?.required && value[key] === undefined) missing.push(key);
  if (isAlternating(rotation) && value.masterarn === undefined) missing.push('masterarn');
  if (missing.length === 0) return null;
  const why = missing.includes('masterarn')
    ? 'masterarn names the secret with the login that may create users'
    : 'rotation functions log in with these';
  const message = `A secret of type ${type.name} also needs ${missing.join(', ')}: ${why}; say where each comes from.`;
  return { pointer: '/spec/value', message };
}

function strategyProblem({ rotation }: Spec, type: SecretType): Problem | null {
  if (!isAlternating(rotation) || type.rotationStrategies.includes('alternating-users')) return null;
  const message = `A secret of type ${type.name} can't be rotated between two users; use strategy single-user.`;
  return { pointer: '/spec/rotation/strategy', message };
}

function isAlternating(rotation: Spec['rotation']): boolean {
  return rotation !== null && rotation.manual !== true && rotation.strategy === 'alternating-users';
}
