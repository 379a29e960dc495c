import type { Json } from '../../json/json.ts';
import { isObject } from '../../json/object.ts';
import type { DesiredSecret } from '../../types.ts';

/** One statement of a resource policy, with single strings turned into lists. */
export type Statement = {
  /** JSON pointer into the resolved secret. */
  readonly pointer: string;
  readonly sid: string | null;
  readonly effect: Json | undefined;
  /** The ARNs, account IDs and `*` in `Principal`, of every kind. */
  readonly principals: readonly string[];
  readonly hasNotPrincipal: boolean;
  readonly actions: readonly string[];
  readonly hasNotAction: boolean;
  readonly condition: { readonly [operator: string]: Json };
};

/** The well-formed statements of a resource policy. AWS also accepts a single statement instead of a list. */
export function statementsOf(policy: DesiredSecret['spec']['resourcePolicy']): readonly Statement[] {
  const written = policy?.Statement ?? [];
  const list = Array.isArray(written) ? written : [written];
  return list.flatMap((statement, index) =>
    isObject(statement) ? [toStatement(statement, `/spec/resourcePolicy/Statement/${index}`)] : [],
  );
}

function toStatement(statement: { readonly [field: string]: Json }, pointer: string): Statement {
  const { Sid: sid, Effect: effect, Principal: principal, Action: action, Condition: condition } = statement;
  return {
    pointer,
    sid: typeof sid === 'string' ? sid : null,
    effect,
    principals: isObject(principal) ? Object.values(principal).flatMap(strings) : strings(principal),
    hasNotPrincipal: statement.NotPrincipal !== undefined,
    actions: strings(action),
    hasNotAction: statement.NotAction !== undefined,
    condition: isObject(condition) ? condition : {},
  };
}

function strings(value: Json | undefined): readonly string[] {
  const list = Array.isArray(value) ? value : [value];
  return list.filter((item) => typeof item === 'string');
}

/** Lower-cased condition keys with their operator and values. IAM compares keys without regard to case. */
export function conditionsOf({ condition }: Statement) {
  return Object.entries(condition).flatMap(([operator, keys]) =>
    isObject(keys)
      ? Object.entries(keys).map(([key, values]) => ({ operator, key: key.toLowerCase(), values: strings(values) }))
      : [],
  );
}
