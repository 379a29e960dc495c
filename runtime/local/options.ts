import type { FaultOptions } from './faults/faults.ts';
import type { KeyState } from './kms/keys.ts';
import type { UnknownFunctions } from './rotation/functions.ts';
import type { RotationFunction } from './rotation/types.ts';
import type { SeedSecret } from './secrets/seed.ts';

export type LocalEndpointOptions = {
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Default 0: any free port. */
  readonly port?: number;
  /** The file that keeps the state; without it, the state is lost when the endpoint closes. */
  readonly statePath?: string;
  /** The account of access keys that name none. Default 000000000000. */
  readonly accountId?: string;
  /** Accounts by access key id. */
  readonly accounts?: Readonly<Record<string, string>>;
  /** The service's time: dates, schedules, windows. Signatures and sessions are judged by the machine's time. */
  readonly clock?: () => Date;
  /**
   * Rotation functions by the name in their ARN: a function, the path of a JavaScript module that exports `handler` or of a
   * Python file that defines `lambda_handler`, or `builtin`.
   */
  readonly rotationFunctions?: Readonly<Record<string, RotationFunction>>;
  /** Environment variables for rotation functions that are files, beside those that Lambda sets. */
  readonly functionEnvironment?: Readonly<Record<string, string>>;
  /** Functions that are not registered: rotated by the built-in function (default), or refused as AWS refuses them. */
  readonly unknownRotationFunctions?: UnknownFunctions;
  /**
   * IAM identity policies, one document or a list, by access key id, role name or ARN; `*` is for all other callers.
   * Without the option, every caller can do everything in its own account; with it, callers not named can do nothing.
   */
  readonly policies?: Readonly<Record<string, unknown>>;
  /** KMS keys and aliases that can't be used, by any form of their name. */
  readonly keys?: Readonly<Record<string, KeyState>>;
  /** How long a copy to another Region stays InProgress. Default 0: until the next request. */
  readonly replicationMs?: number;
  /** Secrets that exist from the start. */
  readonly secrets?: readonly SeedSecret[];
  readonly faults?: FaultOptions;
  /** Receives the rotation functions' output and the reasons why they failed. */
  readonly log?: (line: string) => void;
  /** Makes ids, passwords and faults reproducible. Faults are reproducible even without it. */
  readonly seed?: number;
};

export type LocalEndpoint = {
  readonly url: string;
  /**
   * Requests by operation since the start, e.g. `{ ListSecrets: 2 }`. Operations of other services have the service as
   * a prefix.
   */
  readonly requestCounts: () => Readonly<Record<string, number>>;
  /** Advances the service's clock, runs the tasks that have become due, and resolves when no rotation is running. */
  readonly advance: (milliseconds: number) => Promise<void>;
  /** Replaces the faults. */
  readonly setFaults: (faults: FaultOptions) => void;
  /** Runs the tasks that are due, and resolves when no rotation is running. */
  readonly settled: () => Promise<void>;
  readonly close: () => Promise<void>;
};
