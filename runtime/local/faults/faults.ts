import { ServiceError } from '../errors.ts';
import { createRandom, type Random } from '../random.ts';
import { createQuotas } from './quotas.ts';

/** What goes wrong, for tests. Rates are shares of the requests, from 0 to 1. */
export type FaultOptions = {
  /** Every answer is this late. */
  readonly latencyMs?: number | undefined;
  /** Refuses what exceeds the service's quotas, with ThrottlingException. */
  readonly throttle?: boolean | undefined;
  /** Requests that are refused with ThrottlingException whatever the quotas say. */
  readonly throttleRate?: number | undefined;
  /** Requests that fail with InternalServiceError, HTTP 500, before anything is done. */
  readonly errorRate?: number | undefined;
  /** Requests that are carried out, but whose connection is closed without an answer. */
  readonly lostReplyRate?: number | undefined;
  /** Requests that are refused with ExpiredTokenException. */
  readonly expiredTokenRate?: number | undefined;
  /** Pages of lists that come back empty, with a NextToken. */
  readonly emptyPageRate?: number | undefined;
  /** How far lists are behind. */
  readonly lagMs?: number | undefined;
  /** The operations that the rates, the latency and the quotas hold for. Default: all. */
  readonly operations?: readonly string[] | undefined;
};

export type Faults = {
  /** Throws the error that a request is to end with, before it is carried out. */
  readonly before: (operation: string, accountId: string, region: string) => void;
  /** Whether a request's answer is to be lost. */
  readonly losesReply: (operation: string) => boolean;
  readonly latencyMs: (operation: string) => number;
  readonly emptiesPage: () => boolean;
  readonly lagMs: () => number;
  /** Replaces all options. */
  readonly set: (options: FaultOptions) => void;
};

/** Seeded, so that one run is like the next as long as requests come in the same order. */
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

/** A rate that is 0 takes nothing from the sequence of random numbers. */
const happens = (rate: number | undefined, random: Random) =>
  rate !== undefined && rate > 0 && random.below(RESOLUTION) < rate * RESOLUTION;

const expired = () =>
  new ServiceError('ExpiredTokenException', 'The security token included in the request is expired');
const throttled = () => new ServiceError('ThrottlingException', 'Rate exceeded');
const failed = () => new ServiceError('InternalServiceError', 'An error occurred on the server side.', 500);
