import { stringify } from 'yaml';
import type { Estate } from '../../schemas/types.ts';
import { loadEstate } from '../declarations/estate.ts';
import { importedDeclarations } from '../import/declarations.ts';
import { type ImportedManifests, importManifests } from '../import/import-manifests.ts';
import { nameOf } from '../import/shapes.ts';
import { CommandError } from '../io/command-error.ts';
import { type Command, EXIT, type Io } from '../io/io.ts';
import { parseManifests } from '../manifests/parse-manifests.ts';
import { readManifests } from '../manifests/read-manifests.ts';
import { importSecrets } from './import-secrets.ts';
import type { importOptions } from './options/declarations.ts';

/** Prints declarations for the ESO and CSI manifests under a path, and reports the rejected ones on standard error. */
export const importCommand: Command<typeof importOptions> = async (invocation, io) => {
  const { global, options } = invocation;
  if (options.manifests === undefined) return importSecrets(invocation, io);
  const { estate } = loadEstate(global.root);
  const environment = environmentFor(estate, options.env[0]);
  const imported = importManifests(parseManifests(readManifests(io.cwd, options.manifests)));
  const declarations = importedDeclarations(imported, {
    environment: environment.name,
    cluster: clusterFor(estate, environment.name),
    region: environment.spec.aws.region,
    declared: new Map(
      estate.desired.filter((one) => one.environment === environment.name).map(({ name, secret }) => [name, secret]),
    ),
  });
  io.data(declarations.map((declaration) => stringify(declaration, { lineWidth: 0 })).join('---\n'));
  sayWhatIsLeft(imported, environment.spec.aws.region, io);
  return imported.refused.length > 0 ? EXIT.failed : EXIT.ok;
};

function environmentFor({ environments }: Estate, wanted: string | undefined) {
  const [only] = environments;
  if (wanted === undefined && only !== undefined && environments.length === 1) return only;
  const chosen = environments.find(({ name }) => name === wanted);
  if (chosen !== undefined) return chosen;
  const names = environments.map(({ name }) => name).join(', ') || 'none is declared yet';
  throw new CommandError(`import --manifests needs --env, the environment of the cluster: ${names}.`, EXIT.usage);
}

/** The environment's Cluster if it has exactly one, otherwise a new one with the environment's name. */
function clusterFor({ clusters }: Estate, environment: string): string {
  const own = clusters.filter(({ spec }) => spec.environments.includes(environment));
  return own.length === 1 && own[0] !== undefined ? own[0].name : environment;
}

function sayWhatIsLeft(
  { uses, refused, store, storeReasons, region }: ImportedManifests,
  environmentRegion: string,
  io: Io,
): void {
  for (const { manifest, reasons } of refused) {
    io.prose(`${manifest.file}: ${manifest.kind} ${nameOf(manifest)} is not imported: ${reasons.join('; ')}.\n`);
  }
  if (store !== null && !store.create) {
    io.prose(`${store.kind} ${store.name} stays with whoever made it: ${storeReasons.join('; ')}.\n`);
  }
  for (const { manifest, notes } of uses) {
    for (const note of notes) io.prose(`${manifest.file}: ${manifest.kind} ${nameOf(manifest)}: ${note}.\n`);
  }
  if (region !== null && region !== environmentRegion) {
    io.prose(
      `The manifests read in ${region} and the environment is in ${environmentRegion}: the secrets are declared with a ` +
        `replica in ${region}, and volumes fail over to ${environmentRegion}.\n`,
    );
  }
  const counts = `Manifests imported: ${uses.length}; refused: ${refused.length}.`;
  io.prose(`${counts} Labels and annotations are not carried over.\n`);
}
