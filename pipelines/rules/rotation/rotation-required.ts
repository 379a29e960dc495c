import { findSecretType } from '../../../schemas/secret-types/list.ts';
import type { SecretType } from '../../../schemas/secret-types/secret-type.ts';
import { NO_PROBLEMS, type Rule } from '../rule.ts';

export const rotationRequired: Rule = {
  id: 'rotation-required',
  category: 'rotation',
  title: 'A credential of a database, cache or Kafka user is never rotated.',
  severity: { normal: 'warning', production: 'error', strict: 'error' },
  fix: 'none',
  waivable: true,
  phase: 'check',
  alsoKnownAs: ['Security Hub SecretsManager.1', 'Checkov CKV2_AWS_57', 'cdk-nag AwsSolutions-SMG4'],
  sources: ['https://docs.aws.amazon.com/securityhub/latest/userguide/secretsmanager-controls.html'],
  checkSecret: ({ spec }) => {
    if (spec.rotation !== null) return NO_PROBLEMS;
    const type = findSecretType(spec.type);
    if (type === undefined || !isLogin(type)) return NO_PROBLEMS;
    const message =
      `A secret of type ${type.name} is a login that should change regularly; set rotation to a function and a ` +
      'schedule, or to manual with automaticallyAfterDays.';
    return [{ pointer: '/spec/rotation', message }];
  },
};

function isLogin({ category, name }: SecretType): boolean {
  return category === 'database' || category === 'cache' || name === 'kafka-scram';
}
