import type { EnvironmentDeclaration } from '../../schemas/declarations.ts';
import type { Json } from '../../schemas/json/json.ts';
import type { DesiredSecret } from '../../schemas/types.ts';
import { declaredChanges, declaredSids } from './attributes/policy.ts';
import { replicaOf } from './attributes/replicas.ts';
import { functionRotation, rotationOf } from './attributes/rotation.ts';
import { sourceOf } from './attributes/value.ts';
import { changeOf, type Draft, draft } from './draft.ts';
import { keysFrom, shapeOf } from './record/contract.ts';
import { declaredGenerations, ownerTags, policyRecord, replicasRecord, tagsRecord } from './record/record.ts';

/**
 * One action that covers all of a new secret. If it is interrupted, the rest shows up as actions that this one covers.
 */
export function createDraft(desired: DesiredSecret, environment: EnvironmentDeclaration): readonly Draft[] {
  const { spec } = desired;
  const changes = [
    ...added(['description'], spec.description),
    ...added(['kmsKeyId'], spec.kmsKeyId),
    ...entries(createTags(desired, environment)).map(([key, value]) => changeOf(['tags', key], null, value)),
    ...entries(spec.value).map(([key, source]) => changeOf(['value', key], null, sourceOf(source))),
    ...declaredChanges(desired),
    ...added(['blockPublicPolicy'], blockPublicPolicy(desired)),
    ...entries(spec.replicaRegions).map(([region, { kmsKeyId }]) =>
      changeOf(['replicaRegions', region], null, replicaOf(kmsKeyId ?? null)),
    ),
    ...added(['rotation'], createRotation(desired)),
  ];
  return draft('create', environment.spec.aws.region, ['harmless'], changes);
}

/** Every tag of a new secret but `keywright:value`: whether its value is complete is known only when it is written. */
export function createTags(
  desired: DesiredSecret,
  environment: EnvironmentDeclaration,
): { readonly [key: string]: string } {
  return {
    ...desired.spec.tags,
    ...ownerTags(desired, environment),
    ...declaredGenerations(desired),
    ...tagsRecord(desired),
    ...policyRecord(declaredSids(desired)),
    ...replicasRecord(Object.keys(desired.spec.replicaRegions)),
  };
}

/** Rotation starts once there is a value, which a person may supply later. */
function createRotation({ spec }: DesiredSecret): Json {
  const rotation = functionRotation(spec);
  const comesLater = shapeOf(spec) === 'opaque' || keysFrom(spec.value, 'external').length > 0;
  return rotation === null || comesLater ? null : rotationOf(rotation);
}

/** Sent with the policy, and never returned by AWS. */
function blockPublicPolicy(desired: DesiredSecret): Json {
  return declaredSids(desired).length > 0 ? desired.spec.blockPublicPolicy : null;
}

function added(path: readonly string[], after: Json) {
  return after === null ? [] : [changeOf(path, null, after)];
}

function entries<Value>(object: { readonly [key: string]: Value }): readonly (readonly [string, Value])[] {
  return Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1));
}
