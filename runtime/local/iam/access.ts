import { accessDenied } from '../errors.ts';
import type { Caller } from '../identity.ts';
import type { Secret } from '../secrets/types.ts';
import { contextOf } from './context.ts';
import { type PolicyDocument, parsePolicy } from './document.ts';
import { type AccessRequest, verdictOf } from './evaluate.ts';
import type { Grants } from './grants.ts';
import { requestKeys } from './request-keys.ts';

/** The requested access: an action on a resource, with the members of the request. */
export type RequestedAccess = {
  readonly action: string;
  readonly resource: string;
  readonly accountId: string;
  readonly input: object;
  /** The secret, if the resource is an existing one. */
  readonly secret?: Secret | undefined;
  /** Condition keys beyond those of the request and the secret. */
  readonly keys?: Readonly<Record<string, string>>;
};

type Situation = { readonly region: string; readonly now: number; readonly grants: Grants };

/**
 * Throws AccessDeniedException unless the caller is allowed. Within an account, either policy is enough; across
 * accounts, both must allow; a deny in either is final. Callers without a policy list can do everything in their
 * account.
 */
export function checkAccess(caller: Caller, requested: RequestedAccess, situation: Situation): void {
  const own = situation.grants.policiesFor(caller);
  const foreign = requested.accountId !== caller.accountId;
  if (own === undefined && requested.secret?.policy === undefined && !foreign) return;
  const request = requestOf(caller, requested, situation);
  const identity = own === undefined ? 'allow' : verdictOf(own, request);
  const resource =
    requested.secret?.policy === undefined ? undefined : verdictOf([documentOf(requested.secret.policy)], request);
  if (identity === 'deny') throw refusal(caller, requested, 'with an explicit deny in an identity-based policy');
  if (resource === 'deny') throw refusal(caller, requested, 'with an explicit deny in a resource-based policy');
  if (foreign && resource !== 'allow') throw unallowed(caller, requested, 'resource');
  const granted = identity === 'allow' || (!foreign && grantsDirectly(requested.secret, request));
  if (!granted) throw unallowed(caller, requested, 'identity');
}

const MAX_CACHED = 1_000;
const documents = new Map<string, PolicyDocument>();

/** Policies are parsed once; they are checked when they are attached. */
function documentOf(policy: string): PolicyDocument {
  const cached = documents.get(policy);
  if (cached !== undefined) return cached;
  if (documents.size >= MAX_CACHED) documents.clear();
  const document = parsePolicy(policy, 'resource');
  documents.set(policy, document);
  return document;
}

/**
 * A statement that names the account delegates to identity policies; one that names the caller or `*` grants access by
 * itself.
 */
function grantsDirectly(secret: Secret | undefined, request: AccessRequest): boolean {
  if (secret?.policy === undefined) return false;
  const nobody = { ...request, principal: { ...request.principal, accountId: '' } };
  return verdictOf([documentOf(secret.policy)], nobody) === 'allow';
}

function requestOf(caller: Caller, requested: RequestedAccess, { region, now }: Situation): AccessRequest {
  const { action, resource, input, secret, keys } = requested;
  const tags = (secret?.tags ?? []).flatMap(({ Key, Value }) => [
    [`aws:ResourceTag/${Key}`, Value],
    [`secretsmanager:ResourceTag/${Key}`, Value],
  ]);
  const context = contextOf({
    ...requestKeys(input),
    ...Object.fromEntries(tags),
    ...keys,
    'secretsmanager:SecretPrimaryRegion': secret && (secret.primaryRegion ?? secret.region),
    'secretsmanager:resource/AllowRotationLambdaArn': secret?.rotation?.lambdaArn,
    'aws:ResourceAccount': requested.accountId,
    ...principalKeys(caller),
    ...ambientKeys(region, now),
  });
  return { action, resource, context, principal: { accountId: caller.accountId, arns: caller.arns } };
}

const principalKeys = ({ accountId, arns, userId, accessKeyId }: Caller) => ({
  'aws:PrincipalArn': arns[0],
  'aws:PrincipalAccount': accountId,
  'aws:PrincipalType': accessKeyId.startsWith('ASIA') ? 'AssumedRole' : 'User',
  'aws:userid': userId,
});

/** Treats every request as sent over TLS, and not by another AWS service. */
const ambientKeys = (region: string, now: number) => ({
  'aws:RequestedRegion': region,
  'aws:CurrentTime': new Date(now).toISOString(),
  'aws:EpochTime': Math.floor(now / 1000),
  'aws:SourceIp': '127.0.0.1',
  'aws:SecureTransport': true,
  'aws:ViaAWSService': false,
  'aws:PrincipalIsAWSService': false,
});

const unallowed = (caller: Caller, requested: RequestedAccess, kind: 'identity' | 'resource') =>
  refusal(caller, requested, `because no ${kind}-based policy allows the ${requested.action} action`);

const refusal = (caller: Caller, { action, resource }: RequestedAccess, reason: string) =>
  accessDenied(`User: ${caller.arn} is not authorized to perform: ${action} on resource: ${resource} ${reason}`);
