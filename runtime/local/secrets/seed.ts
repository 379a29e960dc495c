import type { Random } from '../random.ts';
import { secretArn } from './arn.ts';
import { blankSecret } from './blank.ts';
import type { Store } from './store.ts';
import type { Tag } from './types.ts';
import { addVersion } from './versions.ts';

/** A secret that is there from the start. One with an owning service can't be made through the API. */
export type SeedSecret = {
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  readonly secretString?: string;
  readonly description?: string;
  readonly tags?: readonly Tag[];
  /** The service that created it, e.g. `rds`: it alone may change the secret. */
  readonly owningService?: string;
};

/** Saves a seed unless its name is taken, for example because the state was kept. */
export function plantSeed(seed: SeedSecret, store: Store, random: Random, now: number): void {
  const { name, accountId, region, secretString } = seed;
  if (store.vault(accountId, region).byName.has(name)) return;
  const arn = secretArn({ region, accountId, resource: `${name}-${random.letters(6)}` });
  const blank = blankSecret({ arn, name, accountId, region, sequence: store.nextSequence() }, now);
  const secret = {
    ...blank,
    description: seed.description,
    tags: seed.tags ?? [],
    owningService: seed.owningService,
  };
  const version = { versionId: random.uuid(), value: { SecretString: secretString ?? '' }, stages: [] };
  store.save(secretString === undefined ? secret : addVersion(secret, version, now));
}
