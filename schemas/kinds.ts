import aws from './aws.schema.json' with { type: 'json' };
import cluster from './cluster.schema.json' with { type: 'json' };
import consumer from './consumer.schema.json' with { type: 'json' };
import environment from './environment.schema.json' with { type: 'json' };
import externalSecret from './external-secret.schema.json' with { type: 'json' };
import metadata from './metadata.schema.json' with { type: 'json' };
import plan from './plan.schema.json' with { type: 'json' };
import policy from './policy.schema.json' with { type: 'json' };
import resourcePolicy from './resource-policy.schema.json' with { type: 'json' };
import rotation from './rotation.schema.json' with { type: 'json' };
import rules from './rules.schema.json' with { type: 'json' };
import secret from './secret.schema.json' with { type: 'json' };
import settings from './settings.schema.json' with { type: 'json' };
import value from './value.schema.json' with { type: 'json' };
import waivers from './waivers.schema.json' with { type: 'json' };

/** A JSON Schema, draft 2020-12. */
export type JsonSchema = { readonly $id: string; readonly [keyword: string]: unknown };

export type Kind = 'Environment' | 'Cluster' | 'Secret' | 'Policy' | 'Waivers';

/** The schema of each `kind`. */
export const kinds: readonly { readonly kind: Kind; readonly schema: JsonSchema }[] = [
  { kind: 'Environment', schema: environment },
  { kind: 'Cluster', schema: cluster },
  { kind: 'Secret', schema: secret },
  { kind: 'Policy', schema: policy },
  { kind: 'Waivers', schema: waivers },
];

/** The schema of the output of `plan` and `drift`; it refers to no other schema. */
export const planSchema: JsonSchema = plan;

/** The schemas that the kinds' schemas refer to; a validator must know these too. */
export const sharedSchemas: readonly JsonSchema[] = [
  metadata,
  settings,
  value,
  rotation,
  resourcePolicy,
  consumer,
  externalSecret,
  aws,
  rules,
];

/**
 * Keywright's own keywords. Neither changes what is valid; both apply to the other keywords of the same subschema.
 * `x-rule`: the rule whose finding a violation is, always of severity error; without it the rule is `schema`.
 * `errorMessage`: the message for every violation except those of `additionalProperties`. Editors that know the keyword
 * show it too.
 * A violation inside `then` or `else` is reported where it is; the error of the `if` around it adds nothing.
 */
export const annotationKeywords: readonly string[] = ['x-rule', 'errorMessage'];
