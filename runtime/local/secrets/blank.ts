import type { Secret } from './types.ts';

type Identity = Pick<Secret, 'arn' | 'name' | 'accountId' | 'region' | 'sequence'>;

/** A secret with nothing set. */
export const blankSecret = (identity: Identity, now: number): Secret => ({
  ...identity,
  description: undefined,
  kmsKeyId: undefined,
  type: undefined,
  owningService: undefined,
  tags: [],
  policy: undefined,
  createdDate: now,
  lastChangedDate: now,
  lastAccessedDate: undefined,
  deletionDate: undefined,
  versions: [],
  rotation: undefined,
  replicas: [],
  primaryRegion: undefined,
});
