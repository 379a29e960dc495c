// Generated from schemas/kubernetes/secret-store.schema.json by npm run docs; don't edit.
import type { ObjectMeta } from './object-meta.ts';

/** external-secrets.io SecretStore or ClusterSecretStore. The AWS provider is closed, as the operator's CRD has it; other providers are not looked at. `x-since` names the version that brought a field. */
export type SecretStore = {
  readonly apiVersion: string;
  readonly kind: 'SecretStore' | 'ClusterSecretStore';
  readonly metadata: ObjectMeta;
  readonly spec: SecretStoreSpec;
};

/** Where to read, and as whom. */
export type SecretStoreSpec = {
  /** Which of several operators looks after it. */
  readonly controller?: string | undefined;
  /** How often the store is checked. */
  readonly refreshInterval?: number | string | undefined;
  /** Retries of failed reads. */
  readonly retrySettings?: SecretStoreSpecRetrySettings | undefined;
  /** Which namespaces a ClusterSecretStore admits; one condition is enough. */
  readonly conditions?: readonly SecretStoreSpecConditions[] | undefined;
  /** Exactly one provider. */
  readonly provider: SecretStoreSpecProvider;
};

/** Retries of failed reads. */
export type SecretStoreSpecRetrySettings = {
  /** How many. */
  readonly maxRetries?: number | undefined;
  /** Go duration between them. */
  readonly retryInterval?: string | undefined;
};

export type SecretStoreSpecConditions = {
  /** By name. */
  readonly namespaces?: readonly string[] | undefined;
  /** By regular expression. */
  readonly namespaceRegexes?: readonly string[] | undefined;
  readonly namespaceSelector?: SecretStoreLabelSelector | undefined;
};

/** By the namespace's labels. */
export type SecretStoreLabelSelector = {
  /** Labels to have. */
  readonly matchLabels?: { readonly [key: string]: string } | undefined;
  /** Conditions on labels. */
  readonly matchExpressions?: readonly SecretStoreLabelSelectorMatchExpressions[] | undefined;
};

export type SecretStoreLabelSelectorMatchExpressions = {
  /** The label. */
  readonly key: string;
  /** In, NotIn, Exists or DoesNotExist. */
  readonly operator: string;
  /** Values to compare with. */
  readonly values?: readonly string[] | undefined;
};

/** Exactly one provider. */
export type SecretStoreSpecProvider = {
  readonly aws?: SecretStoreAws | undefined;
};

/** The AWS provider. */
export type SecretStoreAws = {
  /** Which AWS service to read. */
  readonly service: 'SecretsManager' | 'ParameterStore' | 'CertificateManager';
  /** Region to read in. */
  readonly region: string;
  /** Role to assume, after auth. */
  readonly role?: string | undefined;
  /** Further roles to assume, in order, before role. */
  readonly additionalRoles?: readonly string[] | undefined;
  /** External id for the roles. */
  readonly externalID?: string | undefined;
  /** Put in front of every key. */
  readonly prefix?: string | undefined;
  /** Session tags for the roles. */
  readonly sessionTags?: readonly SecretStoreAwsSessionTags[] | undefined;
  /** Simple adds esoNamespace, esoStoreName and esoStoreKind; Custom adds customSessionTags to them. */
  readonly sessionTagsPolicy?: 'None' | 'Simple' | 'Custom' | undefined;
  /** Session tags for the policy Custom. */
  readonly customSessionTags?: { readonly [key: string]: string } | undefined;
  /** Session tags that further roles keep. */
  readonly transitiveTagKeys?: readonly string[] | undefined;
  /** How PushSecret deletes. */
  readonly secretsManager?: SecretStoreAwsSecretsManager | undefined;
  readonly auth?: SecretStoreAuth | undefined;
};

export type SecretStoreAwsSessionTags = {
  /** Tag key. */
  readonly key: string;
  /** Tag value. */
  readonly value: string;
};

/** How PushSecret deletes. */
export type SecretStoreAwsSecretsManager = {
  /** Deletes at once. */
  readonly forceDeleteWithoutRecovery?: boolean | undefined;
  /** 0, or 7 to 30: the webhook refuses the rest. */
  readonly recoveryWindowInDays?: number | undefined;
};

/** Whose credentials; without it the operator's own, as with EKS Pod Identity. */
export type SecretStoreAuth = {
  /** A service account with an IRSA role. */
  readonly jwt?: SecretStoreAuthJwt | undefined;
  /** Static access keys from Secrets. */
  readonly secretRef?: SecretStoreAuthSecretRef | undefined;
};

/** A service account with an IRSA role. */
export type SecretStoreAuthJwt = {
  /** The service account. */
  readonly serviceAccountRef?: SecretStoreAuthJwtServiceAccountRef | undefined;
};

/** The service account. */
export type SecretStoreAuthJwtServiceAccountRef = {
  /** Its name. */
  readonly name: string;
  readonly namespace?: string | undefined;
  /** Token audiences. */
  readonly audiences?: readonly string[] | undefined;
};

/** Static access keys from Secrets. */
export type SecretStoreAuthSecretRef = {
  readonly accessKeyIDSecretRef?: SecretStoreKeySelector | undefined;
  readonly secretAccessKeySecretRef?: SecretStoreKeySelector | undefined;
  readonly sessionTokenSecretRef?: SecretStoreKeySelector | undefined;
};

/** A key of a Secret. */
export type SecretStoreKeySelector = {
  /** The Secret. */
  readonly name?: string | undefined;
  readonly namespace?: string | undefined;
  readonly key?: string | undefined;
};
