import { createFaults, type Faults } from './faults/faults.ts';
import { createLag } from './faults/lag.ts';
import { checkAccess, type RequestedAccess } from './iam/access.ts';
import { createGrants } from './iam/grants.ts';
import type { Caller, Session } from './identity.ts';
import { createKeyRing, type KeyRing } from './kms/keys.ts';
import { OPERATIONS } from './operations/list.ts';
import type { Call, Operation } from './operations/operation.ts';
import type { LocalEndpointOptions } from './options.ts';
import { createRandom, type Random } from './random.ts';
import { createFunctions } from './rotation/functions.ts';
import { createInvoker } from './rotation/invoke.ts';
import { createRotator, type Rotator } from './rotation/rotator.ts';
import { plantSeed } from './secrets/seed.ts';
import { createStore, type Store } from './secrets/store.ts';
import { openState } from './state/state.ts';

/** Everything that lasts from one request to the next. */
export type World = {
  readonly now: () => number;
  /** Moves the service's time on. */
  readonly advance: (milliseconds: number) => void;
  readonly random: Random;
  readonly keys: KeyRing;
  readonly store: Store;
  readonly rotator: Rotator;
  readonly faults: Faults;
  /** Applies delayed changes to the lists. */
  readonly settleLag: (now: number) => void;
  readonly sessions: ReadonlyMap<string, Session>;
  readonly saveSession: (session: Session) => void;
  readonly authorize: Authorize;
  readonly operations: ReadonlyMap<string, Operation>;
  readonly callFor: (caller: Caller, region: string) => Call;
  readonly log: (line: string) => void;
  readonly flush: () => Promise<void>;
  readonly close: () => Promise<void>;
};

type Authorize = (caller: Caller, region: string, requested: RequestedAccess) => void;

/** `url` gives the endpoint's address for rotation functions; it is called when a function runs. */
export function createWorld(options: LocalEndpointOptions, url: () => string): World {
  let advancedMs = 0;
  const now = () => (options.clock?.() ?? new Date()).getTime() + advancedMs;
  const random = createRandom(options.seed);
  const keys = createKeyRing(options.keys ?? {});
  const faults = createFaults(options.faults ?? {}, options.seed);
  const lag = createLag(faults.lagMs, now);
  const authorize = createAuthorize(options, now);
  const { flush, close, ...state } = openState(options.statePath);
  const sessions = new Map(state.sessions.map((session) => [session.accessKeyId, session]));
  const store = createStore(state.listener, lag.publish);
  const log = options.log ?? (() => undefined);
  const functions = createFunctions(
    options.rotationFunctions ?? {},
    options.unknownRotationFunctions ?? 'builtin',
    log,
  );
  const operations = new Map(OPERATIONS.map((operation) => [operation.name, operation]));
  const replicationMs = options.replicationMs ?? 0;
  const callFor = (caller: Caller, region: string): Call => ({
    ...{ accountId: caller.accountId, region, now: now(), store, keys, random, rotator, replicationMs },
    emptiesPage: faults.emptiesPage,
    authorize: (requested) => authorize(caller, region, requested),
  });
  const perform = (name: string, input: object, caller: Caller, region: string) =>
    void operations.get(name)?.handle(input, callFor(caller, region));
  const invoke = createInvoker({
    functions,
    store,
    random,
    sessions,
    perform,
    url,
    environment: options.functionEnvironment ?? {},
  });
  const rotator = createRotator({ store, now, token: random.uuid, knows: functions.knows, flush, invoke, log });
  for (const secret of state.secrets) store.save(secret);
  for (const seed of options.secrets ?? []) plantSeed(seed, store, random, now());
  lag.settle(Number.POSITIVE_INFINITY);
  const saveSession = (session: Session) => {
    sessions.set(session.accessKeyId, session);
    state.saveSession(session);
  };
  const advance = (milliseconds: number) => {
    advancedMs += milliseconds;
  };
  const shared = { now, advance, random, keys, store, rotator, faults, sessions, operations, callFor, authorize, log };
  return { ...shared, settleLag: lag.settle, saveSession, flush, close };
}

function createAuthorize(options: LocalEndpointOptions, now: () => number): Authorize {
  const grants = createGrants(options.policies);
  return (caller, region, requested) => checkAccess(caller, requested, { region, now: now(), grants });
}
