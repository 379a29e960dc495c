/** A JSON pointer (RFC 6901) of the given steps. */
export function pointerTo(...steps: readonly string[]): string {
  return `/${steps.map(escapeStep).join('/')}`;
}

function escapeStep(step: string): string {
  return /[~/]/.test(step) ? step.replaceAll('~', '~0').replaceAll('/', '~1') : step;
}
