import { invalidParameter, invalidRequest } from '../errors.ts';
import type { SecretValue } from '../secrets/types.ts';
import { blob, boolean, integer, list, optional, structure, text } from '../wire/shapes.ts';

/** Members that several requests share, with the limits of the API model (2017-10-17). */
export const secretId = text({ min: 1, max: 2048 });
export const clientRequestToken = optional(text({ min: 32, max: 64 }));
export const description = optional(text({ max: 2048 }));
export const kmsKeyId = optional(text({ max: 2048 }));
export const partnerType = optional(text({ max: 256 }));
export const secretString = optional(text({ min: 1, max: 65_536, sensitive: true }));
export const secretBinary = optional(blob({ min: 1, max: 65_536 }));
export const versionId = text({ min: 32, max: 64 });
export const versionStage = text({ min: 1, max: 256 });
export const versionStages = optional(list(versionStage, { min: 1, max: 20 }));
export const nextToken = optional(text({ min: 1, max: 4096 }));
export const maxResults = optional(integer({ min: 1, max: 100 }));
/** The service's message for a value or rotation without a token (recorded). */
export const TOKEN_MISSING = 'You must provide a ClientRequestToken value. We recommend a UUID-type value.';

export const regionName = text({ min: 1, max: 128, pattern: /^([a-z]+-)+\d+$/ });
export const forceOverwrite = optional(boolean);
export const replicaRegions = list(structure({ Region: optional(regionName), KmsKeyId: kmsKeyId }), { min: 1 });
export const tag = structure({ Key: optional(text({ min: 1, max: 128 })), Value: optional(text({ max: 256 })) });

export type ValueInput = {
  readonly ClientRequestToken: string | undefined;
  readonly SecretString: string | undefined;
  readonly SecretBinary: string | undefined;
};
export type NewValue = { readonly versionId: string; readonly value: SecretValue };

/**
 * The value in a request, if any, and the ID of its new version. SDKs generate a token; a request with a value but no
 * token is refused (recorded from the service).
 */
export function versionIn({ ClientRequestToken, SecretString, SecretBinary }: ValueInput): NewValue | undefined {
  if (SecretString !== undefined && SecretBinary !== undefined) {
    throw invalidParameter('You must provide either SecretString or SecretBinary, but not both.');
  }
  const value = SecretString === undefined ? SecretBinary && { SecretBinary } : { SecretString };
  if (!value) return undefined;
  if (ClientRequestToken !== undefined) return { versionId: ClientRequestToken, value };
  throw invalidRequest(TOKEN_MISSING);
}
