import type { SecretDeclaration } from '../../../schemas/declarations.ts';
import { pointerOf } from '../../../schemas/json/pointer.ts';
import type { DesiredSecret } from '../../../schemas/types.ts';
import type { EstateProblem, Rule } from '../rule.ts';

export const settingWithoutEffect: Rule = {
  id: 'setting-without-effect',
  category: 'declarations',
  title: "A setting of someone else's secret says how it should be in AWS, where nothing is changed.",
  severity: { normal: 'warning' },
  fix: 'suggested',
  waivable: true,
  phase: 'check',
  alsoKnownAs: [],
  sources: ['https://docs.aws.amazon.com/secretsmanager/latest/userguide/service-linked-secrets.html'],
  checkEstate: ({ estate: { secrets, desired } }) => {
    const unmanaged = new Map<string, DesiredSecret[]>();
    for (const one of desired) {
      if (!one.spec.manage) unmanaged.set(one.secret, [...(unmanaged.get(one.secret) ?? []), one]);
    }
    if (unmanaged.size === 0) return [];
    return secrets.flatMap((secret) => problemsOf(secret, unmanaged.get(secret.name) ?? []));
  },
};

/**
 * Fields that only describe the secret in AWS. Replicas and readers are not listed, because manifests and reports use
 * them.
 */
const FIELDS: ReadonlySet<string> = new Set([
  ...['kmsKeyId', 'recoveryWindowInDays', 'rotation', 'resourcePolicy', 'blockPublicPolicy', 'tags', 'adoptFrom'],
]);

/**
 * Checks the spec only if the secret is unmanaged in all of its environments, and the override of each environment in
 * which it is unmanaged.
 */
function problemsOf(secret: SecretDeclaration, unmanaged: readonly DesiredSecret[]): readonly EstateProblem[] {
  const { overrides, environments } = secret.spec;
  const isNeverOurs = unmanaged.length >= environments.length;
  return [
    ...(isNeverOurs ? stated(secret, secret.spec, ['spec']) : []),
    ...unmanaged.flatMap(({ environment }) =>
      stated(secret, overrides?.[environment] ?? {}, ['spec', 'overrides', environment]),
    ),
  ];
}

function stated(secret: SecretDeclaration, layer: object, at: readonly string[]): readonly EstateProblem[] {
  return Object.entries(layer)
    .filter(([field, value]) => FIELDS.has(field) && value !== null)
    .map(([field]) => ({
      subject: secret,
      pointer: pointerOf([...at, field]),
      message: `With manage: false nothing is changed in AWS, so "${field}" has no effect; remove it.`,
    }));
}
