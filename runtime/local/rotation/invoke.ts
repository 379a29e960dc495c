import { type Caller, functionCaller, type Session } from '../identity.ts';
import type { Random } from '../random.ts';
import type { Store } from '../secrets/store.ts';
import type { Secret } from '../secrets/types.ts';
import { rotateBuiltin } from './builtin.ts';
import { type Functions, functionName } from './functions.ts';
import type { RotationEvent } from './types.ts';

type Context = {
  readonly functions: Functions;
  readonly store: Store;
  readonly random: Random;
  readonly sessions: Map<string, Session>;
  /** Calls an operation as the built-in function. */
  readonly perform: (operation: string, input: object, caller: Caller, region: string) => void;
  readonly url: () => string;
  /** The functions' own environment variables; those that Lambda sets override them. */
  readonly environment: Readonly<Record<string, string>>;
};

/** Lambda ends a function after 15 minutes. */
const MAX_FUNCTION_MS = 15 * 60_000;

/** Invokes a secret's rotation function for one step, with credentials of its own; rejects if it fails. */
export function createInvoker(context: Context) {
  return async (secret: Secret, event: RotationEvent): Promise<void> => {
    const arn = secret.rotation?.lambdaArn ?? '';
    const handler = context.functions.find(arn);
    if (handler === undefined) return invokeBuiltin(secret, event, context);
    const session = functionSession(secret.accountId, functionName(arn), context.random);
    context.sessions.set(session.accessKeyId, session);
    try {
      const ambient = environmentOf(secret, session, functionName(arn), context.url());
      const environment = { ...context.environment, ...ambient };
      await handler(event, { functionName: functionName(arn), invokedFunctionArn: arn, environment });
    } finally {
      context.sessions.delete(session.accessKeyId);
    }
  };
}

function invokeBuiltin(secret: Secret, event: RotationEvent, { store, random, perform }: Context) {
  const caller = functionCaller(secret.accountId, 'builtin');
  rotateBuiltin(store.get(secret.arn) ?? secret, event, {
    random,
    perform: (operation, input) => perform(operation, input, caller, secret.region),
  });
}

const functionSession = (accountId: string, name: string, random: Random): Session => ({
  ...functionCaller(accountId, name),
  accessKeyId: `ASIA${random.letters(16).toUpperCase()}`,
  sessionToken: random.letters(64),
  expirationDate: Date.now() + MAX_FUNCTION_MS,
});

/**
 * The variables that Lambda sets, and the endpoint's URL under the names that the SDKs and AWS's rotation functions
 * read.
 */
const environmentOf = ({ region }: Secret, session: Session, name: string, url: string) => ({
  AWS_LAMBDA_FUNCTION_NAME: name,
  AWS_REGION: region,
  AWS_DEFAULT_REGION: region,
  AWS_ACCESS_KEY_ID: session.accessKeyId,
  AWS_SECRET_ACCESS_KEY: 'local',
  AWS_SESSION_TOKEN: session.sessionToken,
  AWS_ENDPOINT_URL: url,
  SECRETS_MANAGER_ENDPOINT: url,
});
