import { ServiceError } from '../errors.ts';
import { createRandom, type Random } from '../random.ts';
import { createQuotas } from './quotas.ts';

/** Faults to inject in tests. Rates are shares of the requests, from 0 to 1. */
export type FaultOptions = {
  /** Delay of every answer, in milliseconds. */
  readonly latencyMs?: number | undefined;
  /** Refuses requests beyond the service's quotas with ThrottlingException. */
  readonly throttle?: boolean | undefined;
  /** Share of requests refused with ThrottlingException regardless of the quotas. */
  readonly throttleRate?: number | undefined;
  /** Share of requests that fail with InternalServiceError, HTTP 500, before they change anything. */
  readonly errorRate?: number | undefined;
  /** Share of requests that are carried out, but whose connection is closed without an answer. */
  readonly lostReplyRate?: number | undefined;
  /** Share of requests refused with ExpiredTokenException. */
  readonly expiredTokenRate?: number | undefined;
  /** Share of list pages that come back empty, with a NextToken. */
  readonly emptyPageRate?: number | undefined;
  /** How far lists lag behind, in milliseconds. */
  readonly lagMs?: number | undefined;
  /** The operations that the rates, latency and quotas apply to. Default: all. */
  readonly operations?: readonly string[] | undefined;
};

export type Faults = {
  /** Throws the injected error, if any, before the request is carried out. */
  readonly before: (operation: string, accountId: string, region: string) => void;
  /** Whether to drop a request's answer. */
  readonly losesReply: (operation: string) => boolean;
  readonly latencyMs: (operation: string) => number;
  readonly emptiesPage: () => boolean;
  readonly lagMs: () => number;
  /** Replaces all options. */
  readonly set: (options: FaultOptions) => void;
};

/** Seeded, so that runs with the same order of requests behave alike. */
const DEFAULT_SEED = 1;
const RESOLUTION = 1_000_000;

export function createFaults(initial: FaultOptions, seed = DEFAULT_SEED): Faults {
  let options = initial;
  const random = createRandom(seed);
  const quotas = createQuotas(Date.now);
  const concerns = (operation: string) => options.operations === undefined || options.operations.includes(operation);
  return {
    before(operation, accountId, region) {
      if (!concerns(operation)) return;
      if (happens(options.expiredTokenRate, random)) throw expired();
      if (options.throttle && !quotas.admits(operation, accountId, region)) throw throttled();
      if (happens(options.throttleRate, random)) throw throttled();
      if (happens(options.errorRate, random)) throw failed();
    },
    losesReply: (operation) => concerns(operation) && happens(options.lostReplyRate, random),
    latencyMs: (operation) => (concerns(operation) ? (options.latencyMs ?? 0) : 0),
    emptiesPage: () => happens(options.emptyPageRate, random),
    lagMs: () => options.lagMs ?? 0,
    set(replaced) {
      options = replaced;
    },
  };
}

/** A rate of 0 consumes no random number. */
const happens = (rate: number | undefined, random: Random) =>
  rate !== undefined && rate > 0 && random.below(RESOLUTION) < rate * RESOLUTION;

const expired = () =>
  new ServiceError('ExpiredTokenException', 'The security token included in the request is expired');
const throttled = () => new ServiceError('ThrottlingException', 'Rate exceeded');
const failed = () => new ServiceError('InternalServiceError', 'An error occurred on the server side.', 500);
