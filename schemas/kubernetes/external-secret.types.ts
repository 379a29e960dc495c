// Generated from schemas/kubernetes/external-secret.schema.json by npm run docs; don't edit.
import type { ObjectMeta } from './object-meta.ts';

/** external-secrets.io ExternalSecret, as the operator's CRD has it and closed. `x-since` names the version that brought a field. */
export type ExternalSecret = {
  readonly apiVersion: string;
  readonly kind: 'ExternalSecret';
  readonly metadata: ObjectMeta;
  readonly spec: ExternalSecretSpec;
};

/** What to read, and the Secret to make of it. */
export type ExternalSecretSpec = {
  /** Go duration between reads; 0 reads once. */
  readonly refreshInterval?: string | undefined;
  /** When to read again. */
  readonly refreshPolicy?: 'CreatedOnce' | 'Periodic' | 'OnChange' | undefined;
  readonly secretStoreRef?: ExternalSecretStoreRef | undefined;
  /** When the operator may, or may not, sync. */
  readonly syncWindows?: ExternalSecretSpecSyncWindows | undefined;
  readonly target?: ExternalSecretTarget | undefined;
  /** Single keys. */
  readonly data?: readonly ExternalSecretSpecData[] | undefined;
  /** Several keys at once; later entries win. */
  readonly dataFrom?: readonly ExternalSecretSpecDataFrom[] | undefined;
};

/** The store to read through. */
export type ExternalSecretStoreRef = {
  /** Default SecretStore. */
  readonly kind?: 'SecretStore' | 'ClusterSecretStore' | undefined;
  /** Name of the store. */
  readonly name?: string | undefined;
};

/** When the operator may, or may not, sync. */
export type ExternalSecretSpecSyncWindows = {
  /** Whether the windows allow or deny. */
  readonly kind: 'allow' | 'deny';
  /** The windows. */
  readonly windows: readonly ExternalSecretSpecSyncWindowsWindows[];
};

export type ExternalSecretSpecSyncWindowsWindows = {
  /** Go duration. */
  readonly duration: string;
  /** Start, as a cron expression. */
  readonly schedule: string;
};

/** The Secret to make. */
export type ExternalSecretTarget = {
  /** Default: the ExternalSecret's own. */
  readonly name?: string | undefined;
  /** Who owns the Secret. */
  readonly creationPolicy?: 'Owner' | 'Orphan' | 'Merge' | 'None' | 'CreateOrMerge' | undefined;
  /** What happens when the secret is gone from AWS. */
  readonly deletionPolicy?: 'Delete' | 'Merge' | 'Retain' | undefined;
  /** Makes the Secret immutable. */
  readonly immutable?: boolean | undefined;
  /** Another kind of object to make. */
  readonly manifest?: ExternalSecretTargetManifest | undefined;
  readonly template?: ExternalSecretTemplate | undefined;
};

/** Another kind of object to make. */
export type ExternalSecretTargetManifest = {
  /** Its API version. */
  readonly apiVersion: string;
  /** Its kind. */
  readonly kind: string;
};

/** What the Secret looks like. */
export type ExternalSecretTemplate = {
  /** Type of the Secret. */
  readonly type?: string | undefined;
  /** Template engine. */
  readonly engineVersion?: 'v2' | undefined;
  /** Whether the keys themselves are kept. */
  readonly mergePolicy?: 'Replace' | 'Merge' | undefined;
  /** Metadata of the Secret. Without a template the ExternalSecret's own is copied. */
  readonly metadata?: ExternalSecretTemplateMetadata | undefined;
  /** Keys, each a Go template. */
  readonly data?: { readonly [key: string]: string } | undefined;
  /** Templates from elsewhere. */
  readonly templateFrom?: readonly ExternalSecretTemplateTemplateFrom[] | undefined;
};

/** Metadata of the Secret. Without a template the ExternalSecret's own is copied. */
export type ExternalSecretTemplateMetadata = {
  /** Annotations. */
  readonly annotations?: { readonly [key: string]: string } | undefined;
  /** Labels. */
  readonly labels?: { readonly [key: string]: string } | undefined;
  /** Finalizers. */
  readonly finalizers?: readonly string[] | undefined;
};

export type ExternalSecretTemplateTemplateFrom = {
  readonly configMap?: ExternalSecretTemplateSource | undefined;
  readonly secret?: ExternalSecretTemplateSource | undefined;
  /** A template written here. */
  readonly literal?: string | undefined;
  /** What it fills: Data, Annotations or Labels; with a manifest, any path. */
  readonly target?: string | undefined;
  /** How the rendered values are decoded. */
  readonly valuesDecodingStrategy?: 'Auto' | 'Base64' | 'Base64URL' | 'None' | undefined;
};

/** Templates in a ConfigMap or Secret. */
export type ExternalSecretTemplateSource = {
  /** Its name. */
  readonly name: string;
  /** The keys to use. */
  readonly items: readonly ExternalSecretTemplateSourceItems[];
};

export type ExternalSecretTemplateSourceItems = {
  readonly key: string;
  /** Whether the template makes values, or keys and values. */
  readonly templateAs?: 'Values' | 'KeysAndValues' | undefined;
};

export type ExternalSecretSpecData = {
  readonly secretKey: string;
  readonly remoteRef: ExternalSecretRemoteRef;
  readonly sourceRef?: ExternalSecretSourceRef | undefined;
};

/** One secret in AWS, or a part of it. */
export type ExternalSecretRemoteRef = {
  /** Name or ARN in AWS. */
  readonly key: string;
  /** gjson path of a JSON key. */
  readonly property?: string | undefined;
  /** Staging label, or uuid/<VersionId>. */
  readonly version?: string | undefined;
  readonly conversionStrategy?: 'Default' | 'Unicode' | undefined;
  readonly decodingStrategy?: 'Auto' | 'Base64' | 'Base64URL' | 'None' | undefined;
  /** Fetch reads the tags instead of the value. */
  readonly metadataPolicy?: 'None' | 'Fetch' | undefined;
  readonly nullBytePolicy?: 'Ignore' | 'Fail' | undefined;
};

/** Another store or a generator for one entry. */
export type ExternalSecretSourceRef = {
  readonly storeRef?: ExternalSecretStoreRef | undefined;
  /** A generator object. */
  readonly generatorRef?: ExternalSecretSourceRefGeneratorRef | undefined;
};

/** A generator object. */
export type ExternalSecretSourceRefGeneratorRef = {
  /** Its API version. */
  readonly apiVersion?: string | undefined;
  /** Its kind. */
  readonly kind: string;
  /** Its name. */
  readonly name: string;
};

export type ExternalSecretSpecDataFrom = {
  readonly extract?: ExternalSecretRemoteRef | undefined;
  readonly find?: ExternalSecretFind | undefined;
  /** Renames keys, in order. */
  readonly rewrite?: readonly ExternalSecretRewrite[] | undefined;
  readonly sourceRef?: ExternalSecretSourceRef | undefined;
};

/** Every secret that matches. */
export type ExternalSecretFind = {
  /** By name. */
  readonly name?: ExternalSecretFindName | undefined;
  /** Prefix of the names. */
  readonly path?: string | undefined;
  /** By tags. */
  readonly tags?: { readonly [key: string]: string } | undefined;
  readonly conversionStrategy?: 'Default' | 'Unicode' | undefined;
  readonly decodingStrategy?: 'Auto' | 'Base64' | 'Base64URL' | 'None' | undefined;
  readonly nullBytePolicy?: 'Ignore' | 'Fail' | undefined;
};

/** By name. */
export type ExternalSecretFindName = {
  /** Regular expression on the name. */
  readonly regexp?: string | undefined;
};

/** One renaming. */
export type ExternalSecretRewrite = {
  /** By regular expression. */
  readonly regexp?: ExternalSecretRewriteRegexp | undefined;
  /** By a template over `.value`. */
  readonly transform?: ExternalSecretRewriteTransform | undefined;
  /** Merges all found secrets. */
  readonly merge?: ExternalSecretRewriteMerge | undefined;
};

/** By regular expression. */
export type ExternalSecretRewriteRegexp = {
  /** The expression. */
  readonly source: string;
  /** The replacement. */
  readonly target: string;
};

/** By a template over `.value`. */
export type ExternalSecretRewriteTransform = {
  /** Go template. */
  readonly template: string;
};

/** Merges all found secrets. */
export type ExternalSecretRewriteMerge = {
  /** What a key found twice does. */
  readonly conflictPolicy?: 'Ignore' | 'Error' | undefined;
  /** Key for the JSON strategy. */
  readonly into?: string | undefined;
  /** Secrets whose keys win. */
  readonly priority?: readonly string[] | undefined;
  /** What a missing one does. */
  readonly priorityPolicy?: 'IgnoreNotFound' | 'Strict' | undefined;
  /** Keys, or one JSON value. */
  readonly strategy?: 'Extract' | 'JSON' | undefined;
};
