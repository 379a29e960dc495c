// Generated from schemas/kubernetes/secret-provider-class.schema.json by npm run docs; don't edit.
import type { ObjectMeta } from './object-meta.ts';

/** secrets-store.csi.x-k8s.io SecretProviderClass. The CRD leaves the parameters open; those of the AWS provider are closed here, those of others are not looked at. What `objects` holds has a schema of its own. */
export type SecretProviderClass = {
  readonly apiVersion: string;
  readonly kind: 'SecretProviderClass';
  readonly metadata: ObjectMeta;
  readonly spec: SecretProviderClassSpec;
};

/** What to mount. */
export type SecretProviderClassSpec = {
  readonly provider: 'aws';
  readonly parameters: SecretProviderClassAwsParameters;
  /** Secrets that the driver keeps while a pod mounts the volume. */
  readonly secretObjects?: readonly SecretProviderClassSpecSecretObjects[] | undefined;
};

/** Parameters of the AWS provider: strings, all of them. */
export type SecretProviderClassAwsParameters = {
  /** YAML list of the objects to mount. */
  readonly objects: string;
  /** Region to read in. Default: the node's. */
  readonly region?: string | undefined;
  /** Region to read in where the first fails. */
  readonly failoverRegion?: string | undefined;
  /** What replaces a slash in a file name; False for nothing. */
  readonly pathTranslation?: string | undefined;
  /** EKS Pod Identity instead of IRSA, as a string. */
  readonly usePodIdentity?:
    | 'true'
    | 'True'
    | 'TRUE'
    | 't'
    | 'T'
    | '1'
    | 'false'
    | 'False'
    | 'FALSE'
    | 'f'
    | 'F'
    | '0'
    | undefined;
  /** Address family of the Pod Identity agent. */
  readonly preferredAddressType?: string | undefined;
};

export type SecretProviderClassSpecSecretObjects = {
  /** Its name. */
  readonly secretName: string;
  /** Its type. */
  readonly type: string;
  /** Its labels. */
  readonly labels?: { readonly [key: string]: string } | undefined;
  /** Its annotations. */
  readonly annotations?: { readonly [key: string]: string } | undefined;
  /** Its keys. */
  readonly data: readonly SecretProviderClassSpecSecretObjectsData[];
};

export type SecretProviderClassSpecSecretObjectsData = {
  /** Name of the mounted file. */
  readonly objectName: string;
  readonly key: string;
};
