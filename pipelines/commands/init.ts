import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import manifest from '../../package.json' with { type: 'json' };
import { parseEnvironment } from '../init/environment-option.ts';
import { readRelease } from '../init/release.ts';
import { scaffold } from '../init/scaffold.ts';
import type { NewEnvironment, Setup } from '../init/setup.ts';
import { writeScaffold } from '../init/write-scaffold.ts';
import { CommandError } from '../io/command-error.ts';
import { type Command, EXIT, type Invocation, type Io } from '../io/io.ts';
import type { initOptions } from './options/declarations.ts';
import { printIam } from './print-iam.ts';

/**
 * Sets up a repository: declarations, workflows, editor settings. Existing files stay as they are. Or prints IAM
 * policies.
 */
export const init: Command<typeof initOptions> = async (invocation, io) => {
  const { printIam: purpose } = invocation.options;
  if (purpose !== undefined) return printIam(purpose, invocation, io);
  const { root } = invocation.global;
  const environments = await wantedEnvironments(invocation, io);
  const written = writeScaffold(root, scaffold(setupOf(invocation, environments)));
  for (const { path, change } of written) io.data(`${change.padEnd(9)} ${path}\n`);
  io.prose(nextSteps(environments));
  return EXIT.ok;
};

const ENVIRONMENT_FORM =
  'NAME:ACCOUNT:REGION[:TIER], as in prod:111122223333:us-east-1:production; tiers are production, staging, development';

async function wantedEnvironments(
  { options: { env: given }, global }: Invocation<typeof initOptions>,
  io: Io,
): Promise<readonly NewEnvironment[]> {
  if (given.length > 0) return given.map(orRefuse).map(onlyOnce);
  if (existsSync(join(global.root, 'secrets.d'))) return [];
  if (io.isTerminal.input) return askEnvironments(io);
  throw new CommandError(`Name the environments: --env ${ENVIRONMENT_FORM}.`, EXIT.usage);
}

function orRefuse(text: string): NewEnvironment {
  const environment = parseEnvironment(text);
  if (environment !== null) return environment;
  throw new CommandError(`--env takes ${ENVIRONMENT_FORM}; not "${text}".`, EXIT.usage);
}

function onlyOnce(environment: NewEnvironment, index: number, all: readonly NewEnvironment[]): NewEnvironment {
  if (all.findIndex(({ name }) => name === environment.name) === index) return environment;
  throw new CommandError(
    `--env names "${environment.name}" twice; an environment has one account and Region.`,
    EXIT.usage,
  );
}

/** One environment per line, until an empty line. */
async function askEnvironments(io: Io): Promise<readonly NewEnvironment[]> {
  const environments: NewEnvironment[] = [];
  const lines = createInterface({ input: io.stdin });
  io.prose(`Environments, one a line, ${ENVIRONMENT_FORM}; an empty line ends.\n> `);
  try {
    for await (const line of lines) {
      if (line.trim() === '') break;
      const environment = parseEnvironment(line);
      if (environment === null) io.prose(`That is not ${ENVIRONMENT_FORM}.\n`);
      else environments.push(environment);
      io.prose('> ');
    }
  } finally {
    lines.close();
  }
  if (environments.length > 0) return environments;
  throw new CommandError('Nothing to set up without an environment.', EXIT.usage);
}

function setupOf({ options, global }: Invocation<typeof initOptions>, environments: readonly NewEnvironment[]): Setup {
  const { commit, workflows } = readRelease();
  const managedBy = options.managedBy ?? repositoryOf(global.root);
  const organisation = managedBy.includes('/') ? managedBy.split('/')[0] : 'your-org';
  const version = `v${manifest.version}`;
  return {
    managedBy,
    owners: options.owners ?? `@${organisation}/platform`,
    environments,
    action: { uses: `example-org/keywright@${commit ?? version}`, version },
    workflows,
  };
}

/** `OWNER/NAME` of the remote, or the folder's name. */
function repositoryOf(root: string): string {
  const { stdout } = spawnSync('git', ['-C', root, 'config', '--get', 'remote.origin.url'], { encoding: 'utf8' });
  return /[/:]([\w.-]+\/[\w.-]+?)(?:\.git)?\/?\s*$/.exec(stdout ?? '')?.[1] ?? basename(root);
}

function nextSteps(environments: readonly NewEnvironment[]): string {
  const steps = environments.flatMap(({ name }) => [
    `  create the roles of ${name}: keywright init --print-iam plan --env ${name}, and the same with apply`,
    `  create the environments ${name} and ${name}-approval in GitHub, the second with required reviewers`,
  ]);
  return `
Next (docs/github.md of Keywright tells more):
  declare a secret in secrets.d/secrets/, then run keywright check
  look at .github/CODEOWNERS: the team that it names has to exist
${steps.map((step) => `${step}\n`).join('')}`;
}
