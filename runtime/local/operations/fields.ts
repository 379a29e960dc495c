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
/** What the service says to a value or a rotation without a token (recorded). */
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
 * The value that a request carries, if any, and the version that it is to become. SDKs make up a token; whoever sends a
 * value without one is told to (recorded from the service).
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
