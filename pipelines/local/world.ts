import { checkAccess, type Wish } from './iam/access.ts';
import { createGrants } from './iam/grants.ts';
import { type Caller, functionCaller, type Session } from './identity.ts';
import { createKeyRing, type KeyRing } from './kms/keys.ts';
import { OPERATIONS } from './operations/list.ts';
import type { Call, Operation } from './operations/operation.ts';
import type { LocalEndpointOptions } from './options.ts';
import { createRandom, type Random } from './random.ts';
import { rotateBuiltin } from './rotation/builtin.ts';
import { createFunctions, functionName } from './rotation/functions.ts';
import { createRotator, type Rotator } from './rotation/rotator.ts';
import type { RotationEvent } from './rotation/types.ts';
import { createStore, type Store } from './secrets/store.ts';
import type { Secret } from './secrets/types.ts';
import { openState } from './state/state.ts';

/** Everything that lasts from one request to the next. */
export type World = {
  readonly now: () => number;
  readonly random: Random;
  readonly keys: KeyRing;
  readonly store: Store;
  readonly rotator: Rotator;
  readonly sessions: ReadonlyMap<string, Session>;
  readonly saveSession: (session: Session) => void;
  readonly operations: ReadonlyMap<string, Operation>;
  readonly callFor: (caller: Caller, region: string) => Call;
  readonly authorize: (caller: Caller, region: string, wish: Wish) => void;
  readonly flush: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/** `url` gives the endpoint's address for rotation functions; it is asked for when one runs. */
export function createWorld(options: LocalEndpointOptions, url: () => string): World {
  const now = () => (options.clock?.() ?? new Date()).getTime();
  const random = createRandom(options.seed);
  const keys = createKeyRing(options.keys ?? {});
  const state = openState(options.statePath);
  const store = createStore(state.listener, (act) => act());
  const functions = createFunctions(options.rotationFunctions ?? {}, options.unknownRotationFunctions ?? 'builtin');
  const operations = new Map(OPERATIONS.map((operation) => [operation.name, operation]));
  const sessions = new Map(state.sessions.map((session) => [session.accessKeyId, session]));
  const replicationMs = options.replicationMs ?? 0;
  const grants = createGrants(options.policies);
  const authorize = (caller: Caller, region: string, wish: Wish) =>
    checkAccess(caller, wish, { region, now: now(), grants });
  const callFor = (caller: Caller, region: string): Call => ({
    ...{ accountId: caller.accountId, region, now: now(), store, keys, random, rotator, replicationMs },
    authorize: (wish) => authorize(caller, region, wish),
  });
  const invoke = async (secret: Secret, event: RotationEvent) => {
    const arn = secret.rotation?.lambdaArn ?? '';
    const handler = functions.find(arn);
    if (handler === undefined) return rotateHere(secret, event, { store, random, operations, callFor });
    const session = functionSession(secret.accountId, functionName(arn), random);
    sessions.set(session.accessKeyId, session);
    try {
      const environment = environmentOf(secret, session, functionName(arn), url());
      await handler(event, { functionName: functionName(arn), invokedFunctionArn: arn, environment });
    } finally {
      sessions.delete(session.accessKeyId);
    }
  };
  const rotator = createRotator({ store, now, token: random.uuid, knows: functions.knows, flush: state.flush, invoke });
  for (const secret of state.secrets) store.save(secret);
  return {
    ...{
      now,
      random,
      keys,
      store,
      rotator,
      sessions,
      operations,
      callFor,
      authorize,
      flush: state.flush,
      close: state.close,
    },
    saveSession(session) {
      sessions.set(session.accessKeyId, session);
      state.saveSession(session);
    },
  };
}

type Here = Pick<World, 'store' | 'random' | 'operations' | 'callFor'>;

function rotateHere(secret: Secret, event: RotationEvent, { store, random, operations, callFor }: Here) {
  const perform = (name: string, input: object) =>
    void operations.get(name)?.handle(input, callFor(functionCaller(secret.accountId, 'builtin'), secret.region));
  rotateBuiltin(store.get(secret.arn) ?? secret, event, { random, perform });
}

/** Lambda ends a function after 15 minutes. */
const MAX_FUNCTION_MS = 15 * 60_000;

const functionSession = (accountId: string, name: string, random: Random): Session => ({
  ...functionCaller(accountId, name),
  accessKeyId: `ASIA${random.letters(16).toUpperCase()}`,
  sessionToken: random.letters(64),
  expirationDate: Date.now() + MAX_FUNCTION_MS,
});

/** What Lambda sets, and the endpoint, under the names that the SDKs and AWS's own rotation functions read. */
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
