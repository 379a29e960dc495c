import type { ExternalSecretConsumer, ExternalSecretTemplate } from '../../schemas/declarations.ts';
import type { JsonObject } from '../../schemas/json/object.ts';
import { type Manifest, objectAt, stringAt } from '../manifests/manifest.ts';

/** The fields that import reads in manifests whose shape has been checked (`manifestShapeProblems`). */

export type ManifestRemoteRef = { readonly key: string; readonly property?: string };

export type ExternalSecretSpec = {
  readonly refreshInterval?: string;
  readonly refreshPolicy?: NonNullable<ExternalSecretConsumer['refreshPolicy']>;
  readonly secretStoreRef?: { readonly kind?: string; readonly name?: string };
  readonly target?: {
    readonly name?: string;
    readonly creationPolicy?: NonNullable<ExternalSecretConsumer['creationPolicy']>;
    readonly deletionPolicy?: NonNullable<ExternalSecretConsumer['deletionPolicy']>;
    readonly template?: ExternalSecretTemplate;
  };
  readonly data?: readonly { readonly secretKey: string; readonly remoteRef: ManifestRemoteRef }[];
  readonly dataFrom?: readonly { readonly extract?: ManifestRemoteRef }[];
};

export type AwsProvider = {
  readonly service: string;
  readonly region: string;
  readonly role?: string;
  readonly prefix?: string;
  readonly auth?: {
    readonly jwt?: { readonly serviceAccountRef?: { readonly name: string; readonly namespace?: string } };
  };
};

export type ManifestStoreSpec = {
  readonly provider: { readonly aws?: AwsProvider };
  readonly conditions?: readonly { readonly namespaces?: readonly string[] }[];
};

export type MountedObject = {
  readonly objectName: string;
  readonly objectAlias?: string;
  readonly filePermission?: string;
  readonly jmesPath?: readonly {
    readonly path: string;
    readonly objectAlias: string;
    readonly filePermission?: string;
  }[];
};

export type ProviderClassSpec = {
  readonly provider: string;
  readonly parameters: {
    readonly objects: string;
    readonly region?: string;
    readonly failoverRegion?: string;
    readonly usePodIdentity?: string;
  };
  readonly secretObjects?: readonly {
    readonly secretName: string;
    readonly type: string;
    readonly data: readonly { readonly objectName: string; readonly key: string }[];
  }[];
};

/** The spec of a manifest that its kind's schema has accepted. */
export function specOf<Spec>({ object }: Manifest): Spec {
  return objectAt(object, 'spec') as JsonObject & Spec;
}

export function nameOf({ object }: Manifest): string {
  return stringAt(objectAt(object, 'metadata'), 'name') ?? '';
}

/** The namespace of a manifest, or the one where a manifest without a namespace goes. */
export function namespaceOf({ namespace }: Manifest): string {
  return namespace ?? 'default';
}
