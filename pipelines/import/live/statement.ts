import schema from '../../../schemas/resource-policy.schema.json' with { type: 'json' };
import type { Json } from '../../../schemas/types.ts';

type Statement = { readonly [field: string]: Json };

/** What a declared statement may have. */
const FIELDS = new Set(Object.keys(schema.$defs.statement.properties));

/** A statement as it may be declared, or none where it has no usable Sid or is of an unknown shape. */
export function declaredStatement(statement: Statement): readonly Statement[] {
  const { Sid } = statement;
  const isKnown = Object.keys(statement).every((field) => FIELDS.has(field));
  // Statements of readers are made from `readers`; one that comes along as a statement would be declared twice.
  const isOurs = typeof Sid === 'string' && /^[A-Za-z0-9]+$/.test(Sid) && !Sid.startsWith('KeywrightReader');
  return isKnown && isOurs ? [statement] : [];
}
