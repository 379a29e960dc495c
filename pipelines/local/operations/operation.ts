import { invalidParameter, invalidRequest, resourceNotFound, validationFailed } from '../errors.ts';
import type { KeyRing } from '../kms/keys.ts';
import type { Random } from '../random.ts';
import type { Rotator } from '../rotation/rotator.ts';
import { parseSecretArn } from '../secrets/arn.ts';
import type { Store } from '../secrets/store.ts';
import type { Secret } from '../secrets/types.ts';
import { readRequest, type Shape } from '../wire/shapes.ts';

/** What an operation may use. `now` is fixed for the whole call. */
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
};

/** An operation of the API: takes the request's body as parsed, gives the answer's members (undefined ones are left out). */
export type Operation = { readonly name: string; readonly handle: (body: unknown, call: Call) => object | undefined };

type OnSecret<I> = {
  readonly input: Shape<I>;
  /** Works on a secret that is scheduled for deletion. */
  readonly whileScheduled?: boolean;
  /** Works on a replica; others must be called in the primary's Region. */
  readonly onReplica?: boolean;
  readonly run: (input: I, secret: Secret, call: Call) => object | undefined;
};

/** An operation on one secret, which exists, may be used by the caller and is in a state that allows it. */
export function onSecret<I extends { readonly SecretId: string }>(name: string, definition: OnSecret<I>): Operation {
  return {
    name,
    handle(body, call) {
      const input = readRequest(definition.input, body);
      const secret = findSecret(input.SecretId, call);
      if (!definition.onReplica) refuseReplica(secret);
      if (secret.deletionDate !== undefined && !definition.whileScheduled) throw scheduledForDeletion();
      return definition.run(input, secret, call);
    },
  };
}

/** An operation on no secret, on several, or on one that need not exist. */
export function onAccount<I>(
  name: string,
  definition: { readonly input: Shape<I>; readonly run: (input: I, call: Call) => object | undefined },
): Operation {
  return { name, handle: (body, call) => definition.run(readRequest(definition.input, body), call) };
}

/** Throws ValidationException for what can't be a name, ResourceNotFoundException for what isn't there. */
export function findSecret(secretId: string, call: Call): Secret {
  if (parseSecretArn(secretId) === undefined) checkName(secretId, /^[A-Za-z0-9/_+=.@!-]+$/);
  const secret = call.store.find(secretId, call.accountId, call.region);
  if (secret === undefined || secret.region !== call.region) throw resourceNotFound();
  return secret;
}

/** Names that customers may give; the exclamation mark is for secrets that other services create. */
export const checkNewName = (name: string) => checkName(name, /^[A-Za-z0-9/_+=.@-]+$/);

function checkName(name: string, pattern: RegExp) {
  if (pattern.test(name)) return;
  throw validationFailed(
    'Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!',
  );
}

/** Secrets that another service created are changed through that service. https://docs.aws.amazon.com/secretsmanager/latest/userguide/service-linked-secrets.html */
export const managedElsewhere = ({ owningService }: Secret) =>
  invalidRequest(`This secret is managed by ${owningService}. You must use that service to update it.`);
export const scheduledForDeletion = () =>
  invalidRequest("You can't perform this operation on the secret because it was marked for deletion.");

export function refuseReplica({ primaryRegion }: Secret): void {
  if (primaryRegion === undefined) return;
  throw invalidParameter("Operation not permitted on a replica secret. Call must be made in primary secret's region.");
}
