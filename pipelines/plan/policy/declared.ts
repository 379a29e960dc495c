import type { Json } from '../../../schemas/json/json.ts';
import { isObject } from '../../../schemas/json/object.ts';
import type { ResolvedSpec } from '../../../schemas/types.ts';
import { sha256 } from '../stored/digest.ts';

export type PolicyStatement = { readonly [field: string]: Json };

/** What reading a secret takes (Secrets Manager user guide, "Permissions policy examples"). */
const READ_ACTIONS = ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'];

/** The statements that a secret declares, by Sid: those of its resource policy, and one for each reader that it grants. */
export function declaredStatements({ resourcePolicy, readers }: ResolvedSpec): ReadonlyMap<string, PolicyStatement> {
  const written = resourcePolicy?.Statement;
  const own = (Array.isArray(written) ? written : []).filter(isObject);
  const granted = Object.entries(readers)
    .filter(([, { grant }]) => grant === 'resourcePolicy')
    .map(([name, { roleArn }]) => readerStatement(name, roleArn));
  return new Map([...own, ...granted].map((statement) => [sidOf(statement), statement]));
}

/** Statements are owned by Sid; one without belongs to somebody else. */
export function sidOf({ Sid }: PolicyStatement): string {
  return typeof Sid === 'string' ? Sid : '';
}

function readerStatement(name: string, roleArn: string): PolicyStatement {
  return {
    Sid: `KeywrightReader${readerSuffix(name)}`,
    Effect: 'Allow',
    Principal: { AWS: roleArn },
    Action: READ_ACTIONS,
    Resource: '*',
  };
}

/** A Sid has letters and digits only. A name that would lose something on the way keeps apart by a hash. */
function readerSuffix(name: string): string {
  const words = name.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  const joined = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  const isReversible = /^[a-z][a-z0-9]*(?:-[a-z][a-z0-9]*)*$/.test(name);
  return isReversible ? joined : `${joined}${sha256(name, 'hex').slice(0, 8)}`;
}
