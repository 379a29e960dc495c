import { partitionOf } from '../../schemas/aws/regions.ts';
import type { EnvironmentDeclaration } from '../../schemas/declarations.ts';
import { nameTemplateOf } from '../../schemas/name-template.ts';
import type { DesiredSecret } from '../../schemas/types.ts';

/** Six characters that AWS appends to a secret's name in its ARN; `-*` would also match longer names. */
const ARN_SUFFIX = '-??????';

/** Patterns of the ARNs that an environment's secrets have: those of the name template, and exact names beside it. */
export function secretArns(environment: EnvironmentDeclaration, desired: readonly DesiredSecret[]): readonly string[] {
  const { accountId, region } = environment.spec.aws;
  const template = nameTemplateOf(environment);
  const pattern = template.replaceAll('{name}', '*');
  const isTemplated = new RegExp(`^${template.split('{name}').map(quoted).join('.*')}$`);
  const own = desired.filter((secret) => secret.environment === environment.name && secret.spec.manage);
  const exact = own.map((secret) => secret.name).filter((secretName) => !isTemplated.test(secretName));
  const prefix = `arn:${partitionOf(region)}:secretsmanager:${region}:${accountId}:secret:`;
  return [pattern, ...exact.sort()].map((secretName) => `${prefix}${secretName}${ARN_SUFFIX}`);
}

function quoted(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
