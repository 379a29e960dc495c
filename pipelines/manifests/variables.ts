/**
 * `${REGION}` and `{{ region }}` are filled in by the tool that applies the manifest: Flux, envsubst, Terraform,
 * Ansible.
 */
const VARIABLE = /\$\{[^}]*\}|\{\{.*?\}\}/g;

/** Whether a string has variables to be replaced before the API server reads it, so that it can't be checked yet. */
export function hasVariable(text: string): boolean {
  return /\$\{|\{\{/.test(text);
}

export function withoutVariables(text: string): string {
  return text.replaceAll(VARIABLE, '');
}
