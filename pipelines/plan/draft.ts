import type { EnvironmentDeclaration } from '../../schemas/declarations.ts';
import type { Json } from '../../schemas/json/json.ts';
import { pointerOf } from '../../schemas/json/pointer.ts';
import type {
  Action,
  ActionType,
  AwaitingValue,
  Change,
  Effect,
  ObservedSecret,
  RefusalReason,
} from '../../schemas/plan.ts';
import type { DesiredSecret } from '../../schemas/types.ts';
import { actionDigest } from './stored/digest.ts';

/** An action on one secret, before it has an id and a digest. */
export type Draft = Pick<Action, 'type' | 'region' | 'effects' | 'changes'>;

/** True if two KMS keys, as declared or as AWS returns them, are the same key in that Region. */
export type IsSameKey = (a: string | null, b: string | null, region: string) => boolean;

/** A declared secret and its state in AWS. */
export type SecretComparison = {
  readonly environment: EnvironmentDeclaration;
  readonly desired: DesiredSecret;
  readonly observed: ObservedSecret;
  readonly isSameKey: IsSameKey;
};

export type SecretRefusal = { readonly reason: RefusalReason; readonly message: string };

/** The plan for one secret. A refused secret has no actions. */
export type SecretPlan = {
  readonly actions: readonly Action[];
  readonly refusals: readonly SecretRefusal[];
  readonly awaitingValue: readonly AwaitingValue[];
};

export function changeOf(path: readonly string[], before: Json, after: Json): Change {
  return { path: pointerOf(path), before, after };
}

export function draft(
  type: ActionType,
  region: string,
  effects: readonly Effect[],
  changes: readonly Change[],
): readonly Draft[] {
  return changes.length === 0 ? [] : [{ type, region, effects, changes }];
}

/** Joins drafts of one type and Region, and gives each joined action its id and digest. */
export function toActions(
  drafts: readonly Draft[],
  desired: DesiredSecret,
  environment: EnvironmentDeclaration,
  arn: string | null,
): readonly Action[] {
  const joined = new Map<string, Draft>();
  for (const item of drafts) {
    const key = `${item.type}@${item.region}`;
    const before = joined.get(key);
    joined.set(key, before === undefined ? item : joinDrafts(before, item));
  }
  return [...joined.values()].sort(inOrder).map((item) => toAction(item, desired, environment, arn));
}

function joinDrafts(a: Draft, b: Draft): Draft {
  return { ...a, effects: [...new Set([...a.effects, ...b.effects])], changes: [...a.changes, ...b.changes] };
}

function toAction(
  { type, region, effects, changes }: Draft,
  desired: DesiredSecret,
  environment: EnvironmentDeclaration,
  arn: string | null,
): Action {
  const suffix = region === environment.spec.aws.region ? '' : `@${region}`;
  const action = {
    id: `${desired.environment}/${desired.secret}#${type}${suffix}`,
    type,
    environment: desired.environment,
    region,
    secret: desired.secret,
    name: desired.name,
    arn,
    effects,
    changes,
  };
  return { ...action, digest: actionDigest(action) };
}

/**
 * The order in which actions are carried out on one secret: it has to exist first, a replica is removed before it is
 * added again, and rotation starts last, when there is a value. Deletions come after everything else.
 */
const ACTION_TYPES: readonly ActionType[] = [
  'restore',
  'create',
  'adopt',
  'update-metadata',
  'update-kms-key',
  'write-value',
  'put-policy',
  'remove-replica',
  'replace-replica',
  'add-replica',
  'cancel-rotation',
  'set-rotation',
  'delete',
];

const rank = new Map(ACTION_TYPES.map((type, index) => [type, index]));

type Ordered = { readonly type: ActionType; readonly region: string };

function inOrder(a: Ordered, b: Ordered): number {
  const byType = (rank.get(a.type) ?? 0) - (rank.get(b.type) ?? 0);
  if (byType !== 0) return byType;
  return a.region < b.region ? -1 : a.region > b.region ? 1 : 0;
}
