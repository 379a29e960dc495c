/** What the endpoint keeps. Every record is immutable: an operation saves a changed copy. Times are epoch milliseconds. */
export type SecretValue = { readonly SecretString: string } | { readonly SecretBinary: string };

export type SecretVersion = {
  readonly versionId: string;
  readonly createdDate: number;
  readonly stages: readonly string[];
  /** Absent while a rotation has reserved the version and its function has not stored a value yet. */
  readonly value: SecretValue | undefined;
  /** The key that encrypts this version, as it was named; absent for aws/secretsmanager. */
  readonly kmsKeyId: string | undefined;
  readonly lastAccessedDate: number | undefined;
};

export type Tag = { readonly Key: string; readonly Value: string };

export type RotationRules = {
  readonly AutomaticallyAfterDays: number | undefined;
  readonly Duration: string | undefined;
  readonly ScheduleExpression: string | undefined;
};

type MetadataItem = { readonly Key: string; readonly Value: string };

/** The rotation under way: which version it fills, how often it was tried, and when it is tried next, if ever. */
export type PendingRotation = {
  readonly versionId: string;
  readonly kind: 'rotate' | 'test';
  readonly attempts: number;
  readonly dueDate: number | undefined;
};

export type Rotation = {
  readonly enabled: boolean;
  readonly lambdaArn: string | undefined;
  readonly rules: RotationRules | undefined;
  readonly metadata: readonly MetadataItem[] | undefined;
  readonly roleArn: string | undefined;
  readonly lastRotatedDate: number | undefined;
  /** When the next scheduled rotation starts, and the end of its window, which is what NextRotationDate shows. */
  readonly next: { readonly startDate: number; readonly endDate: number } | undefined;
  readonly pending: PendingRotation | undefined;
};

type ReplicaStatus = 'InSync' | 'Failed' | 'InProgress';

export type Replica = {
  readonly region: string;
  readonly kmsKeyId: string | undefined;
  readonly status: ReplicaStatus;
  readonly statusMessage: string | undefined;
  readonly overwrite: boolean;
  /** When the copy that is under way arrives. */
  readonly dueDate: number;
};

export type Secret = {
  readonly arn: string;
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  /** Order of creation; breaks ties between equal dates. */
  readonly sequence: number;
  readonly description: string | undefined;
  readonly kmsKeyId: string | undefined;
  readonly type: string | undefined;
  readonly owningService: string | undefined;
  readonly tags: readonly Tag[];
  readonly policy: string | undefined;
  readonly createdDate: number;
  readonly lastChangedDate: number;
  readonly lastAccessedDate: number | undefined;
  /** End of the recovery window, while the secret is scheduled for deletion. */
  readonly deletionDate: number | undefined;
  /** In order of creation. */
  readonly versions: readonly SecretVersion[];
  readonly rotation: Rotation | undefined;
  readonly replicas: readonly Replica[];
  /** Set on a replica: the Region of its primary. */
  readonly primaryRegion: string | undefined;
};
