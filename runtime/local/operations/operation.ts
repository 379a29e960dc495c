import { invalidParameter, invalidRequest, resourceNotFound, validationFailed } from '../errors.ts';
import type { RequestedAccess } from '../iam/access.ts';
import type { KeyRing } from '../kms/keys.ts';
import type { Random } from '../random.ts';
import type { Rotator } from '../rotation/rotator.ts';
import { parseSecretArn, secretArn } from '../secrets/arn.ts';
import type { Store } from '../secrets/store.ts';
import type { Secret } from '../secrets/types.ts';
import { readRequest, type Shape } from '../wire/shapes.ts';

/** An operation's context. `now` is fixed for the whole call. */
export type Call = {
  readonly accountId: string;
  readonly region: string;
  readonly now: number;
  readonly store: Store;
  readonly keys: KeyRing;
  readonly random: Random;
  readonly rotator: Rotator;
  /** How long a copy to another Region takes. */
  readonly replicationMs: number;
  /** Whether to return an empty list page, which AWS allows. */
  readonly emptiesPage: () => boolean;
  /** Throws AccessDeniedException if the caller is not allowed the requested access. */
  readonly authorize: (requested: RequestedAccess) => void;
};

/**
 * An operation of the API: takes the parsed request body and returns the answer's members (undefined ones are left
 * out).
 */
export type Operation = { readonly name: string; readonly handle: (body: unknown, call: Call) => object | undefined };

type OnSecret<I> = {
  readonly input: Shape<I>;
  /** Refuses requests that are invalid for any secret. */
  readonly check?: (input: I) => void;
  /** True if only the service that created the secret is allowed to make this change. */
  readonly ownerOnly?: boolean;
  /** Works on a secret that is scheduled for deletion. */
  readonly whileScheduled?: boolean;
  /** Works on a replica; others must be called in the primary's Region. */
  readonly onReplica?: boolean;
  readonly run: (input: I, secret: Secret, call: Call) => object | undefined;
};

/**
 * An operation on one secret. Checks first that the secret exists, the caller is allowed, and its state permits the
 * operation.
 */
export function onSecret<I extends { readonly SecretId: string }>(name: string, definition: OnSecret<I>): Operation {
  return {
    name,
    handle(body, call) {
      const input = readRequest(definition.input, body);
      definition.check?.(input);
      const secret = findSecret(name, input, call);
      if (!definition.onReplica) refuseReplica(secret);
      if (!definition.whileScheduled) refuseScheduled(secret);
      if (definition.ownerOnly) refuseManaged(secret);
      return definition.run(input, secret, call);
    },
  };
}

/** An operation on no secret, on several, or on one that need not exist; it checks the caller's permissions itself. */
export function onAccount<I>(
  name: string,
  definition: { readonly input: Shape<I>; readonly run: (input: I, call: Call) => object | undefined },
): Operation {
  return { name, handle: (body, call) => definition.run(readRequest(definition.input, body), call) };
}

type SecretInput = { readonly SecretId: string };

/**
 * The secret that an operation applies to. Throws ValidationException for an invalid name, AccessDeniedException if the
 * caller is not allowed, and ResourceNotFoundException if the secret does not exist.
 */
export function findSecret(operation: string, input: SecretInput, call: Call): Secret {
  const secret = findIfAny(operation, input, call);
  if (secret === undefined) throw resourceNotFound();
  return secret;
}

/** The same for a secret that need not exist. */
export function findIfAny(operation: string, input: SecretInput, call: Call): Secret | undefined {
  const id = input.SecretId;
  const parsed = parseSecretArn(id);
  if (parsed === undefined) checkName(id, /^[A-Za-z0-9/_+=.@!-]+$/);
  const found = call.store.find(id, call.accountId, call.region);
  const secret = found?.region === call.region ? found : undefined;
  const { accountId } = secret ?? parsed ?? call;
  // Another account must not learn whether a secret exists; a missing secret has no policy that could allow access.
  if (secret === undefined && accountId !== call.accountId) return undefined;
  const resource = secret?.arn ?? (parsed ? id : secretArn({ region: call.region, accountId, resource: id }));
  call.authorize({ action: `secretsmanager:${operation}`, resource, accountId, input, secret });
  return secret;
}

/** Checks permission for an operation that is not on one secret. */
export function authorizeAccount(operation: string, input: object, call: Call): void {
  call.authorize({ action: `secretsmanager:${operation}`, resource: '*', accountId: call.accountId, input });
}

/** Names that customers can choose; the exclamation mark is reserved for secrets that other services create. */
export const checkNewName = (name: string) => checkName(name, /^[A-Za-z0-9/_+=.@-]+$/);

function checkName(name: string, pattern: RegExp) {
  if (pattern.test(name)) return;
  throw validationFailed(
    'Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!',
  );
}

/** Secrets that another service created are changed through that service. https://docs.aws.amazon.com/secretsmanager/latest/userguide/service-linked-secrets.html */
export function refuseManaged({ owningService }: Secret): void {
  if (owningService === undefined) return;
  throw invalidRequest(`This secret is managed by ${owningService}. You must use that service to update it.`);
}

export function refuseScheduled({ deletionDate }: Secret): void {
  if (deletionDate === undefined) return;
  throw invalidRequest("You can't perform this operation on the secret because it was marked for deletion.");
}

export function refuseReplica({ primaryRegion }: Secret): void {
  if (primaryRegion === undefined) return;
  throw invalidParameter("Operation not permitted on a replica secret. Call must be made in primary secret's region.");
}
