/** Versions of the External Secrets Operator, as `major.minor[.patch]`. */

/** `external-secrets.io/v1` is served from 0.16; before that only v1beta1 was. */
export function externalSecretsApiVersion(version: string): string {
  return isAtLeast(version, '0.16') ? 'external-secrets.io/v1' : 'external-secrets.io/v1beta1';
}

/** Compares major and minor only: no patch release has added a field. */
export function isAtLeast(version: string, minimum: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [minimumMajor = 0, minimumMinor = 0] = minimum.split('.').map(Number);
  return major > minimumMajor || (major === minimumMajor && minor >= minimumMinor);
}
