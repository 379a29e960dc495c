import type { GenerateOptions } from '../declarations.ts';

/** One JSON key of a secret's value. */
export type SecretKey = {
  readonly description: string;
  /** A sensitive key must not be a literal: its value would be in Git. */
  readonly sensitive: boolean;
  readonly required: boolean;
  /** Default GetRandomPassword options, which the declaration overrides. Only for keys that can be generated. */
  readonly generate?: GenerateOptions;
};

/** What Keywright knows about one kind of credential. One file per type; `list.ts` names them all. */
export type SecretType = {
  readonly name: string;
  readonly description: string;
  /** Decides which rotation rules and limits apply. */
  readonly category: 'database' | 'cache' | 'kafka' | 'application';
  /** `json`: an object of keys; `text`: one string under the key `text`; `opaque`: the value is never written. */
  readonly shape: 'json' | 'text' | 'opaque';
  readonly keys: { readonly [key: string]: SecretKey };
  /** The other system that holds the credential. Changing the value only in AWS would lock users out. */
  readonly alsoLivesIn: 'database' | 'cache' | 'broker' | null;
  readonly rotationStrategies: readonly ('single-user' | 'alternating-users')[];
  /** `type` of the Kubernetes Secret unless a template says otherwise. */
  readonly kubernetesSecretType: string;
};
