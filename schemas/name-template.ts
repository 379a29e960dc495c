import type { EnvironmentDeclaration } from './declarations.ts';

/** An Environment's default template for names in AWS. */
export const DEFAULT_NAME_TEMPLATE = '{environment}/{name}';

/** The environment's template with all but `{name}` filled in. */
export function nameTemplateOf({ name, spec }: EnvironmentDeclaration): string {
  return (spec.nameTemplate ?? DEFAULT_NAME_TEMPLATE)
    .replaceAll('{environment}', name)
    .replaceAll('{accountId}', spec.aws.accountId)
    .replaceAll('{region}', spec.aws.region);
}
