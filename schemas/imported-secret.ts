import type { Json } from './json/json.ts';

/** A secret that exists and is to be declared, as AWS or a Terraform state tells it. It holds names of keys, and no value. */
export type ImportedSecret = {
  readonly name: string;
  readonly arn: string;
  readonly description: string;
  /** null: the key that AWS uses by itself. */
  readonly kmsKeyId: string | null;
  readonly tags: { readonly [key: string]: string };
  readonly rotation: ImportedRotation | null;
  /** Region: its key. */
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

/** `unknown`: the value was not looked at, or is of no shape that can be declared. */
export type ImportedKeys =
  | { readonly shape: 'unknown' }
  | { readonly shape: 'text' }
  | { readonly shape: 'json'; readonly names: readonly string[] };

/** A secret that is left where it is, and why. */
export type LeftOut = { readonly name: string; readonly reason: string };
