import type { Json } from './json/json.ts';

/**
 * An existing secret to be declared, as AWS or a Terraform state describes it. Has the names of JSON keys but no
 * values.
 */
export type ImportedSecret = {
  readonly name: string;
  readonly arn: string;
  readonly description: string;
  /** null: the AWS managed key. */
  readonly kmsKeyId: string | null;
  readonly tags: { readonly [key: string]: string };
  readonly rotation: ImportedRotation | null;
  /** KMS key by Region. */
  readonly replicas: { readonly [region: string]: string | null };
  readonly policy: { readonly [field: string]: Json } | null;
  readonly keys: ImportedKeys;
};

export type ImportedRotation = {
  readonly lambdaArn: string;
  readonly schedule: string | null;
  readonly automaticallyAfterDays: number | null;
  readonly duration: string | null;
};

/** `unknown`: the value was not read, or its shape can't be declared. */
export type ImportedKeys =
  | { readonly shape: 'unknown' }
  | { readonly shape: 'text' }
  | { readonly shape: 'json'; readonly names: readonly string[] };

/** A secret that is not imported, and the reason. */
export type LeftOut = { readonly name: string; readonly reason: string };
