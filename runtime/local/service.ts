import { ServiceError } from './errors.ts';
import { type Caller, identify } from './identity.ts';
import { handleKms } from './kms/kms.ts';
import type { LocalEndpointOptions } from './options.ts';
import { settle } from './secrets/settle.ts';
import type { Secret } from './secrets/types.ts';
import { handleSts, type StsAnswer } from './sts/sts.ts';
import type { Credential } from './wire/credential.ts';
import type { World } from './world.ts';

/** The services behind the wire. Handlers throw ServiceError. */
export type Service = {
  readonly secretsManager: (operation: string, body: unknown, credential: Credential) => object | undefined;
  readonly kms: (operation: string, body: unknown, credential: Credential) => object;
  readonly sts: (parameters: URLSearchParams, credential: Credential) => StsAnswer;
  /** Whether Secrets Manager has an operation. */
  readonly knows: (operation: string) => boolean;
  /** Runs the tasks that are due. */
  readonly settle: () => void;
};

const DEFAULT_ACCOUNT = '000000000000';

export function createService(world: World, options: LocalEndpointOptions): Service {
  const { store, rotator, random, keys } = world;
  const identity = {
    defaultAccountId: options.accountId ?? DEFAULT_ACCOUNT,
    accounts: new Map(Object.entries(options.accounts ?? {})),
    session: (accessKeyId: string) => world.sessions.get(accessKeyId),
  };
  const callerOf = (credential: Credential): Caller => identify(credential, identity, Date.now());
  const authorizer = (caller: Caller, region: string) => (action: string, resource: string) =>
    world.authorize(caller, region, { action, resource, accountId: caller.accountId, input: {} });
  return {
    knows: (operation) => world.operations.has(operation),
    secretsManager(name, body, credential) {
      const operation = world.operations.get(name);
      if (operation === undefined) throw new ServiceError('UnknownOperationException', '');
      const caller = callerOf(credential);
      world.faults.before(name, caller.accountId, credential.region);
      return operation.handle(body, world.callFor(caller, credential.region));
    },
    kms(name, body, credential) {
      const caller = callerOf(credential);
      const { accountId } = caller;
      const { region } = credential;
      const aliases = () => aliasesIn(store.all(), accountId, region);
      return handleKms(name, body, { accountId, region, keys, aliases, authorize: authorizer(caller, region) });
    },
    sts(parameters, credential) {
      const caller = callerOf(credential);
      const authorize = authorizer(caller, credential.region);
      return handleSts(parameters, {
        caller,
        random,
        wallClockMs: Date.now(),
        saveSession: world.saveSession,
        authorize,
      });
    },
    settle() {
      settle({ store, keys, rotator, versionId: random.uuid }, world.now());
      world.settleLag(world.now());
    },
  };
}

function* aliasesIn(secrets: Iterable<Secret>, accountId: string, region: string): Generator<string> {
  for (const { kmsKeyId, ...secret } of secrets) {
    const here = secret.accountId === accountId && secret.region === region;
    if (here && kmsKeyId?.startsWith('alias/')) yield kmsKeyId;
  }
}
