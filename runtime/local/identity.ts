import { createHash } from 'node:crypto';
import { ServiceError } from './errors.ts';
import type { Credential } from './wire/credential.ts';

export type Caller = {
  readonly accessKeyId: string;
  readonly accountId: string;
  readonly arn: string;
  /** The caller's ARNs for policies: for a session, its role's ARN and then its own. */
  readonly arns: readonly string[];
  /** True for a rotation function, which policies don't restrict. */
  readonly unrestricted: boolean;
  readonly userId: string;
};

/** Credentials issued by AssumeRole. Times are epoch milliseconds of the wall clock, which SDKs compare with. */
export type Session = Caller & { readonly sessionToken: string; readonly expirationDate: number };

type IdentityOptions = {
  readonly defaultAccountId: string;
  readonly accounts: ReadonlyMap<string, string>;
  readonly session: (accessKeyId: string) => Session | undefined;
};

/**
 * The identity behind a credential: the role of a session, else a user in the account that its access key id is
 * registered for, names (12 digits, or LOCAL and 12 digits), or belongs to by default.
 */
export function identify(credential: Credential, options: IdentityOptions, wallClockMs: number): Caller {
  const session = options.session(credential.accessKeyId);
  if (session !== undefined) return checkSession(session, credential, wallClockMs);
  const { accessKeyId } = credential;
  const named = /^(?:LOCAL)?(\d{12})$/.exec(accessKeyId)?.[1];
  const accountId = options.accounts.get(accessKeyId) ?? named ?? options.defaultAccountId;
  const arn = `arn:aws:iam::${accountId}:user/local`;
  return { accessKeyId, accountId, arn, arns: [arn], userId: uniqueId('AIDA', accountId), unrestricted: false };
}

/** The identity of a rotation function: a role with the function's name, allowed to do everything. */
export function functionCaller(accountId: string, name: string): Caller {
  const arn = `arn:aws:sts::${accountId}:assumed-role/${name}/${name}`;
  const arns = [`arn:aws:iam::${accountId}:role/${name}`, arn];
  return {
    accessKeyId: `LOCAL${accountId}`,
    accountId,
    arn,
    arns,
    userId: `${uniqueId('AROA', name)}:${name}`,
    unrestricted: true,
  };
}

/** An IAM unique identifier, the same for the same name. */
export const uniqueId = (prefix: string, name: string) =>
  prefix + createHash('sha256').update(name).digest('hex').slice(0, 17).toUpperCase();

function checkSession(session: Session, credential: Credential, wallClockMs: number): Caller {
  if (credential.sessionToken !== session.sessionToken) {
    throw new ServiceError('UnrecognizedClientException', 'The security token included in the request is invalid.');
  }
  if (session.expirationDate <= wallClockMs) {
    throw new ServiceError('ExpiredTokenException', 'The security token included in the request is expired');
  }
  return session;
}
