/** What `plan`, `drift` and `apply` exchange. All JSON; dates are ISO 8601 strings. */
import type { Json } from './json/json.ts';
import type { LocatedFinding } from './types.ts';

export type ObservedRotation = {
  readonly enabled: boolean;
  readonly lambdaArn: string | null;
  readonly scheduleExpression: string | null;
  readonly automaticallyAfterDays: number | null;
  readonly duration: string | null;
  readonly nextRotationDate: string | null;
  readonly lastRotatedDate: string | null;
};

export type ObservedReplica = {
  readonly region: string;
  readonly kmsKeyId: string | null;
  /** null if only the replica Region was listed, which does not show the status. */
  readonly status: 'InSync' | 'InProgress' | 'Failed' | null;
  readonly statusMessage: string | null;
};

/** A secret's metadata as ListSecrets or DescribeSecret returns it. There is no field for a value. */
export type ObservedSecret = {
  readonly environment: string;
  readonly region: string;
  readonly name: string;
  readonly arn: string;
  readonly description: string;
  readonly kmsKeyId: string | null;
  readonly tags: { readonly [key: string]: string };
  readonly rotation: ObservedRotation;
  readonly replicas: readonly ObservedReplica[];
  readonly primaryRegion: string | null;
  readonly owningService: string | null;
  readonly type: string | null;
  readonly createdDate: string | null;
  readonly deletedDate: string | null;
  readonly lastChangedDate: string | null;
  /** When the AWSCURRENT version was created (ListSecretVersionIds); undefined: not read. */
  readonly currentVersionDate?: string | null;
  readonly lastAccessedDate: string | null;
  /** VersionId: staging labels, sorted. Empty: the secret has no value. */
  readonly versionStages: { readonly [versionId: string]: readonly string[] };
  /** undefined: not read; null: none attached. */
  readonly resourcePolicy?: { readonly [key: string]: Json } | null;
};

export type ActionType =
  | 'create'
  | 'restore'
  | 'adopt'
  | 'update-metadata'
  | 'update-kms-key'
  | 'write-value'
  | 'put-policy'
  | 'add-replica'
  | 'replace-replica'
  | 'remove-replica'
  | 'set-rotation'
  | 'cancel-rotation'
  | 'delete';

export type Effect =
  | 'harmless'
  | 're-encrypts'
  | 'replaces-live-value'
  | 'changes-access'
  | 'irreversible'
  | 'removes-consumer';

/**
 * How an action affects a secret's users, gravest first. The terminal, Markdown, JSON and plan approval all use this
 * order. A deletion counts as a change of access, because every reader loses access.
 */
export const IMPACTS = [
  'irreversible',
  'removes-consumer',
  'deletion',
  'replaces-live-value',
  'changes-access',
  're-encrypts',
  'harmless',
] as const;

export type Impact = (typeof IMPACTS)[number];

/** Every impact of an action, gravest first. */
export function impactsOf({ type, effects }: Pick<Action, 'type' | 'effects'>): readonly Impact[] {
  const found = new Set(effects.map((effect) => impactOf(effect, type)));
  return IMPACTS.filter((impact) => found.has(impact));
}

export function gravestOf(impacts: readonly Impact[]): Impact {
  return IMPACTS.find((impact) => impacts.includes(impact)) ?? 'harmless';
}

/** For sorting: a lower number is graver. */
export function rankOf(impact: Impact): number {
  return IMPACTS.indexOf(impact);
}

/** Whether the action needs no review. */
export function isHarmless({ effects }: Pick<Action, 'effects'>): boolean {
  return effects.every((effect) => effect === 'harmless');
}

function impactOf(effect: Effect, type: ActionType): Impact {
  return type === 'delete' && effect === 'changes-access' ? 'deletion' : effect;
}

/** One attribute's change. `before` and `after` hold metadata only; a value's change names its keys. */
export type Change = { readonly path: string; readonly before: Json; readonly after: Json };

export type Action = {
  /** `environment/secret#type[@region]`. */
  readonly id: string;
  readonly type: ActionType;
  readonly environment: string;
  readonly region: string;
  readonly secret: string;
  readonly name: string;
  readonly arn: string | null;
  readonly effects: readonly Effect[];
  /** SHA-256 over the canonical JSON of id, arn, effects and changes. */
  readonly digest: string;
  readonly changes: readonly Change[];
};

/** `stale`, for a saved plan, occurs only in `apply`. */
export type RefusalReason =
  | 'foreign'
  | 'service-owned'
  | 'account'
  | 'limit'
  | 'collision'
  | 'rotation'
  | 'generation'
  | 'shape'
  | 'stale';

export type Refusal = {
  readonly environment: string;
  readonly secret: string | null;
  readonly name: string;
  readonly reason: RefusalReason;
  readonly message: string;
};

export type Orphan = {
  readonly environment: string;
  readonly name: string;
  readonly arn: string;
  readonly declaration: string | null;
};

export type AwaitingValue = {
  readonly environment: string;
  readonly secret: string;
  readonly keys: readonly string[];
  readonly source: 'fromEnv' | 'external';
  readonly owner: string | null;
};

export type ManifestChange = { readonly id: string; readonly effects: readonly Effect[] };

export type PlannedEnvironment = {
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  readonly digest: string;
};

/** Counts by action type, plus `unchanged`. */
export type PlanSummary = { readonly [type in ActionType | 'unchanged']: number };

/** Without the source lines, because a plan is saved and shared. */
export type PlanFinding = Omit<LocatedFinding, 'frame'>;

export type Trail = { readonly environment: string; readonly secret: string; readonly url: string };

export type Plan = {
  readonly schema: 'keywright.plan/v1';
  readonly command: 'plan' | 'drift';
  readonly environments: readonly PlannedEnvironment[];
  readonly actions: readonly Action[];
  readonly manifests: readonly ManifestChange[];
  readonly refusals: readonly Refusal[];
  readonly orphans: readonly Orphan[];
  /** Errors in the declarations, which stop `apply`, and findings of the rules of phase `plan` about AWS. */
  readonly findings: readonly PlanFinding[];
  readonly awaitingValue: readonly AwaitingValue[];
  readonly summary: PlanSummary;
  /** `drift` only: links to the CloudTrail events that show who made the drifted change, and when. */
  readonly trails?: readonly Trail[];
  /** AWS operation: number of requests made while planning. */
  readonly requests: { readonly [operation: string]: number };
};

/** How one action of an apply ended. `error`: why it failed or was skipped, in a sentence; null if it is done. */
export type ActionOutcome = {
  readonly id: string;
  readonly status: 'done' | 'failed' | 'skipped';
  readonly error: string | null;
};

/** A consumer of a secret whose value was replaced. */
export type ConsumerNote = {
  readonly environment: string;
  readonly secret: string;
  readonly reader: string;
  /** How long it can keep using the old value, in words. */
  readonly staleFor: string;
  /** The command that delivers the new value at once; null if Keywright has none. */
  readonly refresh: string | null;
};

export type ApplyResult = {
  readonly schema: 'keywright.apply/v1';
  readonly outcomes: readonly ActionOutcome[];
  /** Consumers of the values that were replaced. */
  readonly consumers: readonly ConsumerNote[];
  /** Changes that were refused, for safety. */
  readonly refusals: readonly Refusal[];
  readonly awaitingValue: readonly AwaitingValue[];
  readonly summary: { readonly done: number; readonly failed: number; readonly skipped: number };
  readonly requests: { readonly [operation: string]: number };
};
