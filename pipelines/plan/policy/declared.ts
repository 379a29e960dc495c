import type { Json } from '../../../schemas/json/json.ts';
import { isObject } from '../../../schemas/json/object.ts';
import type { ResolvedSpec } from '../../../schemas/types.ts';
import { sha256 } from '../stored/digest.ts';

export type PolicyStatement = { readonly [field: string]: Json };

/** The actions needed to read a secret (Secrets Manager user guide, "Permissions policy examples"). */
const READ_ACTIONS = ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'];

/**
 * A secret's declared statements by Sid: those of its resource policy, and one for each reader that it grants access.
 */
export function declaredStatements({ resourcePolicy, readers }: ResolvedSpec): ReadonlyMap<string, PolicyStatement> {
  const written = resourcePolicy?.Statement;
  const own = (Array.isArray(written) ? written : []).filter(isObject);
  const granted = Object.entries(readers)
    .filter(([, { grant }]) => grant === 'resourcePolicy')
    .map(([name, { roleArn }]) => readerStatement(name, roleArn));
  return new Map([...own, ...granted].map((statement) => [sidOf(statement), statement]));
}

/** Keywright identifies its statements by Sid; it never manages one without a Sid. */
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

/**
 * A Sid has letters and digits only. A name that loses characters gets a hash, so that different names stay distinct.
 */
function readerSuffix(name: string): string {
  const words = name.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  const joined = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  const isReversible = /^[a-z][a-z0-9]*(?:-[a-z][a-z0-9]*)*$/.test(name);
  return isReversible ? joined : `${joined}${sha256(name, 'hex').slice(0, 8)}`;
}
