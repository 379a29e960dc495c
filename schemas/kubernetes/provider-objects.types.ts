// Generated from schemas/kubernetes/provider-objects.schema.json by npm run docs; don't edit.

/** What `spec.parameters.objects` of a SecretProviderClass holds, once parsed. */
export type ProviderObjects = readonly ProviderObjectsItem[];

export type ProviderObjectsItem = {
  /** Name or ARN in AWS. */
  readonly objectName: string;
  /** The service; may be left out with an ARN only. */
  readonly objectType?: 'secretsmanager' | 'ssmparameter' | undefined;
  readonly objectAlias?: string | undefined;
  /** VersionId. */
  readonly objectVersion?: string | undefined;
  /** Staging label. */
  readonly objectVersionLabel?: string | undefined;
  readonly filePermission?: string | undefined;
  /** Single keys of a JSON value, each in a file. */
  readonly jmesPath?: readonly ProviderObjectsItemJmesPath[] | undefined;
  /** What to read in the failover Region, where its name differs. */
  readonly failoverObject?: ProviderObjectsItemFailoverObject | undefined;
};

export type ProviderObjectsItemJmesPath = {
  /** JMESPath; its result must be a string. */
  readonly path: string;
  readonly objectAlias: string;
  readonly filePermission?: string | undefined;
};

/** What to read in the failover Region, where its name differs. */
export type ProviderObjectsItemFailoverObject = {
  /** Name or ARN in AWS. */
  readonly objectName: string;
  /** VersionId, the same in both Regions. */
  readonly objectVersion?: string | undefined;
  /** Staging label. */
  readonly objectVersionLabel?: string | undefined;
};
