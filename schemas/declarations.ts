/**
 * The declarations as people write them (one type for each `kind`), once validated. Field names are AWS's and
 * Kubernetes' own where they exist. The JSON Schemas beside this file decide what is allowed; these types show what
 * later stages can rely on.
 */
import type { Json } from './json/json.ts';

export type Tier = 'production' | 'staging' | 'development';

/** The place of a declaration: repository-relative path with `/`, and the index of the document in that file. */
export type Declared<Kind extends string, Spec> = {
  readonly kind: Kind;
  /** metadata.name, a DNS-1123 label. */
  readonly name: string;
  readonly file: string;
  readonly document: number;
  readonly spec: Spec;
};

export type EnvironmentDeclaration = Declared<'Environment', EnvironmentSpec>;
export type ClusterDeclaration = Declared<'Cluster', ClusterSpec>;
export type SecretDeclaration = Declared<'Secret', SecretSpec>;
export type PolicyDeclaration = Declared<'Policy', PolicySpec>;
export type WaiversDeclaration = Declared<'Waivers', WaiversSpec>;
export type Declaration =
  | EnvironmentDeclaration
  | ClusterDeclaration
  | SecretDeclaration
  | PolicyDeclaration
  | WaiversDeclaration;

export type EnvironmentSpec = {
  readonly tier: Tier;
  readonly managedBy: string;
  readonly aws: {
    readonly accountId: string;
    readonly region: string;
    readonly planRoleArn?: string;
    readonly applyRoleArn?: string;
  };
  readonly nameTemplate?: string;
  /** Base layer under every Secret's spec; a merge patch like `overrides`. */
  readonly defaults?: SettingsPatch;
  readonly limits?: {
    readonly maxDeletes?: number;
    readonly maxDeletePercent?: number;
    readonly maxReplacedValues?: number;
  };
};

export type ServiceAccountIdentity =
  | { readonly identity: 'irsa'; readonly roleArn: string; readonly create?: boolean }
  | { readonly identity: 'pod-identity'; readonly roleArn?: string; readonly create?: boolean };

export type StoreSpec = {
  readonly kind: 'SecretStore' | 'ClusterSecretStore';
  readonly name: string;
  readonly create?: boolean;
  /** ClusterSecretStore only: the namespaces that its `conditions` admit. */
  readonly namespaces?: readonly string[];
};

export type FluxSpec = {
  readonly sourceRef?: { readonly kind?: 'GitRepository' | 'OCIRepository' | 'Bucket'; readonly name: string };
  /** Names of the Flux Kustomizations to wait for, such as the operator's. */
  readonly dependsOn?: readonly string[];
};

export type ClusterSpec = {
  readonly environments: readonly string[];
  readonly region: string;
  readonly gitops?: 'none' | 'argocd' | 'flux';
  readonly flux?: FluxSpec;
  readonly externalSecrets?: { readonly version: string; readonly store: StoreSpec };
  readonly csi?: { readonly driverVersion: string };
  /** Keyed `namespace/name`. */
  readonly serviceAccounts?: { readonly [namespacedName: string]: ServiceAccountIdentity };
};

/** A layer of settings: JSON Merge Patch, so null deletes a field set by a lower layer. */
export type SettingsPatch = { readonly [field: string]: Json };

export type SecretSpec = {
  readonly type: string;
  readonly environments: readonly string[];
  readonly overrides?: { readonly [environment: string]: SettingsPatch };
  readonly [field: string]: Json | undefined;
};

/** One JSON key's source as written: a literal, or an object that describes the source. */
export type WrittenSource =
  | string
  | number
  | boolean
  | { readonly generate: GenerateOptions; readonly generation?: number }
  | { readonly fromEnv: string; readonly generation?: number }
  | { readonly external: true };

/** All layers of one Secret merged for one environment, before defaults are stated. */
export type Settings = {
  readonly owner?: string;
  readonly description?: string;
  readonly criticality?: 'normal' | 'critical';
  readonly secretName?: string;
  readonly state?: 'present' | 'absent';
  readonly manage?: boolean;
  readonly adopt?: boolean;
  readonly adoptFrom?: string;
  readonly value?: { readonly [key: string]: WrittenSource };
  readonly publicKeys?: readonly string[];
  readonly kmsKeyId?: string;
  readonly recoveryWindowInDays?: number;
  readonly rotation?: Rotation;
  readonly replicaRegions?: { readonly [region: string]: Replica };
  readonly readers?: { readonly [name: string]: Reader };
  readonly resourcePolicy?: { readonly [key: string]: Json };
  readonly blockPublicPolicy?: boolean;
  readonly tags?: { readonly [key: string]: string };
  readonly kubernetes?: { readonly [consumer: string]: Partial<Consumer> };
};

/** Options of GetRandomPassword, spelled as AWS spells them in lowerCamelCase. Lengths in characters. */
export type GenerateOptions = {
  readonly passwordLength?: number;
  readonly excludeCharacters?: string;
  readonly excludeNumbers?: boolean;
  readonly excludePunctuation?: boolean;
  readonly excludeUppercase?: boolean;
  readonly excludeLowercase?: boolean;
  readonly includeSpace?: boolean;
  readonly requireEachIncludedType?: boolean;
};

export type ManualRotation = { readonly manual: true; readonly automaticallyAfterDays?: number };
export type FunctionRotation = {
  readonly manual?: false;
  readonly lambdaArn: string;
  readonly strategy?: 'single-user' | 'alternating-users';
  readonly schedule?: string;
  readonly automaticallyAfterDays?: number;
  /** As AWS writes it: whole hours, `3h`. */
  readonly duration?: string;
  readonly rotateImmediately?: boolean;
};
export type Rotation = ManualRotation | FunctionRotation;

export type Replica = { readonly kmsKeyId?: string };
export type Reader = { readonly roleArn: string; readonly grant: 'resourcePolicy' | 'external' };

type Strings = { readonly [key: string]: string };

/** Templates in a ConfigMap or Secret. */
export type TemplateSource = {
  readonly name: string;
  readonly items: readonly { readonly key: string; readonly templateAs?: 'Values' | 'KeysAndValues' }[];
};

/** `target.template` of an ExternalSecret. */
export type ExternalSecretTemplate = {
  readonly type?: string;
  readonly engineVersion?: 'v2';
  readonly mergePolicy?: 'Replace' | 'Merge';
  readonly metadata?: {
    readonly labels?: Strings;
    readonly annotations?: Strings;
    readonly finalizers?: readonly string[];
  };
  readonly data?: Strings;
  readonly templateFrom?: readonly {
    readonly configMap?: TemplateSource;
    readonly secret?: TemplateSource;
    readonly literal?: string;
    readonly target?: string;
    readonly valuesDecodingStrategy?: 'Auto' | 'Base64' | 'Base64URL' | 'None';
  }[];
};

export type ExternalSecretConsumer = {
  readonly name: string;
  readonly refreshInterval?: string;
  readonly refreshPolicy?: 'Periodic' | 'OnChange' | 'CreatedOnce';
  readonly creationPolicy?: 'Owner' | 'Orphan' | 'Merge' | 'None' | 'CreateOrMerge';
  readonly deletionPolicy?: 'Delete' | 'Merge' | 'Retain';
  /** Kubernetes key: JSON key. Absent: every key under its own name. */
  readonly keys?: { readonly [kubernetesKey: string]: string };
  /** Passed to `target.template`. */
  readonly template?: ExternalSecretTemplate;
};

export type SecretProviderClassConsumer = {
  readonly name: string;
  /** File name: JSON key. Absent: every key under its own name. */
  readonly files?: { readonly [file: string]: string };
  /** Four octal digits, `0400`. */
  readonly filePermission?: string;
  /** Name of the Kubernetes Secret that the driver keeps while a pod mounts the volume. */
  readonly syncSecret?: string;
};

export type Consumer = {
  readonly clusters?: readonly string[];
  readonly namespaces: readonly string[];
  readonly serviceAccount: string;
  readonly externalSecret?: ExternalSecretConsumer;
  readonly secretProviderClass?: SecretProviderClassConsumer;
};

export type RuleSetting =
  | 'off'
  | { readonly severity?: 'error' | 'warning' | 'info'; readonly options?: { readonly [name: string]: Json } };

export type TierSettings = {
  readonly minRecoveryWindowInDays?: number;
  readonly maxRotationDays?: { readonly database?: number; readonly other?: number };
};

export type PolicySpec = {
  readonly preset?: 'recommended' | 'strict';
  readonly requiredTags?: readonly string[];
  readonly namePattern?: string;
  readonly tiers?: { readonly [tier in Tier]?: TierSettings };
  readonly waivers?: { readonly maxDays?: { readonly production?: number; readonly other?: number } };
  readonly pollBudgetUsdMonthly?: number;
  readonly rules?: { readonly [rule: string]: RuleSetting };
};

export type Waiver = {
  readonly rule: string;
  readonly secret?: string;
  readonly environments?: readonly string[];
  readonly reason: string;
  readonly owner: string;
  /** Last day on which the waiver holds, `YYYY-MM-DD`. */
  readonly expires: string;
  readonly ticket?: string;
  readonly pointer?: string;
};

export type WaiversSpec = { readonly waivers: readonly Waiver[] };
