import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { EnvironmentDeclaration } from '../../schemas/declarations.ts';
import type { ImportedSecret, LeftOut } from '../../schemas/imported-secret.ts';
import type { OutputFile } from '../../schemas/types.ts';
import { createAwsContext } from '../aws/session/context.ts';
import { isRefusal, openSession } from '../aws/session/session.ts';
import type { LoadedEstate } from '../declarations/estate.ts';
import { declareImported } from '../import/live/declare.ts';
import { importedFiles } from '../import/live/files.ts';
import type { InEnvironment } from '../import/live/merge-environments.ts';
import { importLive } from '../import/live/observe.ts';
import { soundDocuments } from '../import/live/sound-documents.ts';
import { handOver } from '../import/terraform/hand-over.ts';
import { importTerraform } from '../import/terraform/import-terraform.ts';
import { readResources } from '../import/terraform/resources.ts';
import { CommandError } from '../io/command-error.ts';
import { EXIT, type Invocation, type Io } from '../io/io.ts';
import { chosenEnvironments } from './chosen-environments.ts';
import { failing } from './one-secret.ts';
import type { importOptions } from './options/declarations.ts';
import { loadSoundEstate } from './sound-estate.ts';

type Options = Invocation<typeof importOptions>['options'];
type Found = { readonly environment: EnvironmentDeclaration; readonly secret: ImportedSecret };

/** Prints or writes declarations for existing secrets: in AWS, or in a Terraform state. */
export async function importSecrets(invocation: Invocation<typeof importOptions>, io: Io): Promise<number> {
  const { options } = invocation;
  const loaded = loadSoundEstate(invocation, io);
  if (loaded === null) return EXIT.failed;
  const environments = chosenEnvironments(loaded.estate, options.env);
  if (environments.length === 0)
    throw new CommandError('Declare an Environment first; it says where to look.', EXIT.usage);
  const found =
    options.terraform === undefined
      ? await fromAws(environments, loaded, options, io)
      : fromTerraform(options.terraform, environments, loaded, options, io);
  const declared: readonly InEnvironment[] = found.map(({ environment, secret }) => ({
    ...declareImported(secret, environment),
    environment,
  }));
  const files = importedFiles(soundDocuments(declared, loaded.files));
  if (options.write) writeNew(invocation.global.root, files, io);
  else io.data(files.map(({ path, text }) => `# ${path}\n${text}`).join('---\n'));
  io.prose(`Imported ${declared.length} secrets. Look through them, then: keywright plan\n`);
  return EXIT.ok;
}

async function fromAws(
  environments: readonly EnvironmentDeclaration[],
  { estate }: LoadedEstate,
  options: Options,
  io: Io,
): Promise<readonly Found[]> {
  const context = createAwsContext(io.env, io.credentialsFor ?? null);
  const { readKeys: readsKeys } = options;
  const found: Found[] = [];
  for (const environment of environments) {
    const session = await failing(() => openSession(environment, readsKeys ? 'apply' : 'plan', context));
    if (isRefusal(session)) throw new CommandError(session.message, EXIT.refused);
    const isWanted = wantedNames(environment, estate, options);
    const { secrets, leftOut } = await failing(() => importLive(session, { isWanted, readsKeys }));
    sayLeftOut(environment, leftOut, io);
    found.push(...secrets.map((secret) => ({ environment, secret })));
  }
  return found;
}

function fromTerraform(
  path: string,
  environments: readonly EnvironmentDeclaration[],
  { estate }: LoadedEstate,
  options: Options,
  io: Io,
): readonly Found[] {
  const resources = readResources(readText(resolve(io.cwd, path), path));
  if (resources === null) {
    throw new CommandError(`--terraform: ${path} is not what "terraform show -json" prints.`, EXIT.usage);
  }
  const moved = importTerraform(resources, options.readKeys).flatMap(({ secret, addresses }) => {
    const environment = environments.find((candidate) => isIn(secret, candidate));
    const isTaken = environment !== undefined && wantedNames(environment, estate, options)(secret.name);
    return isTaken ? [{ environment, secret, addresses }] : [];
  });
  io.prose(handOver(resources, new Set(moved.flatMap(({ addresses }) => addresses))));
  return moved;
}

/** `arn:partition:secretsmanager:region:account:secret:name-suffix` */
function isIn({ arn }: ImportedSecret, { spec }: EnvironmentDeclaration): boolean {
  const [, , , region, accountId] = arn.split(':');
  return region === spec.aws.region && accountId === spec.aws.accountId;
}

/** Names that are not declared yet and have the wanted prefix. */
function wantedNames(
  { name }: EnvironmentDeclaration,
  { desired }: LoadedEstate['estate'],
  { namePrefix = '' }: Options,
): (secretName: string) => boolean {
  const declared = new Set(desired.filter(({ environment }) => environment === name).map((secret) => secret.name));
  return (secretName) => secretName.startsWith(namePrefix) && !declared.has(secretName);
}

function sayLeftOut({ name }: EnvironmentDeclaration, leftOut: readonly LeftOut[], io: Io): void {
  for (const { name: secret, reason } of leftOut) io.prose(`${name}: ${secret} ${reason}; left out.\n`);
}

function readText(path: string, given: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new CommandError(`--terraform: ${given} can't be read.`, EXIT.usage, { cause });
  }
}

/** Writes files that must not exist yet, because people edit them after an import. */
function writeNew(root: string, files: readonly OutputFile[], io: Io): void {
  const taken = files.find(({ path }) => existsSync(join(root, path)));
  if (taken !== undefined) throw new CommandError(`${taken.path} is there already; move it away first.`, EXIT.refused);
  for (const { path, text } of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
    io.prose(`wrote ${path}\n`);
  }
}
