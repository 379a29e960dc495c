/** Versions of the External Secrets Operator, as `major.minor[.patch]`. */

/** `external-secrets.io/v1` is served from 0.16; before that only v1beta1 was. */
export function externalSecretsApiVersion(version: string): string {
  return isAtLeast(version, '0.16') ? 'external-secrets.io/v1' : 'external-secrets.io/v1beta1';
}

/** Compares major and minor only: no field has come with a patch release. */
export function isAtLeast(version: string, minimum: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [minimumMajor = 0, minimumMinor = 0] = minimum.split('.').map(Number);
  return major > minimumMajor || (major === minimumMajor && minor >= minimumMinor);
}
