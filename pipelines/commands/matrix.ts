import { assembleEstate } from '../declarations/estate.ts';
import { readBaseSources } from '../git/base-sources.ts';
import { changedEnvironments } from '../git/changed-environments.ts';
import { type Command, EXIT } from '../io/io.ts';
import type { matrixOptions } from './options/declarations.ts';
import { loadSoundEstate } from './sound-estate.ts';

/** The environments as the matrix of a GitHub Actions job; with --since, only those that the branch changes. */
export const matrix: Command<typeof matrixOptions> = async (invocation, io) => {
  const loaded = loadSoundEstate(invocation, io);
  if (loaded === null) return EXIT.failed;
  const { since } = invocation.options;
  const environments =
    since === undefined
      ? loaded.estate.environments
      : changedEnvironments(loaded.estate, assembleEstate(readBaseSources(invocation.global.root, since)).estate);
  const include = environments.map(({ name, spec: { aws } }) => ({
    environment: name,
    accountId: aws.accountId,
    region: aws.region,
  }));
  io.data(`${JSON.stringify({ include })}\n`);
  return EXIT.ok;
};
