/** `${REGION}` and `{{ region }}` are filled in by whoever applies the manifest: Flux, envsubst, Terraform, Ansible. */
const VARIABLE = /\$\{[^}]*\}|\{\{.*?\}\}/g;

/** Whether a string comes to something else before the API server sees it, so that nobody can judge it yet. */
export function hasVariable(text: string): boolean {
  return /\$\{|\{\{/.test(text);
}

export function withoutVariables(text: string): string {
  return text.replaceAll(VARIABLE, '');
}
