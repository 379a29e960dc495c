import { applyPolicy } from '../iam/apply-policy.ts';
import { planPolicy } from '../iam/plan-policy.ts';
import { scaffold } from '../scaffold.ts';
import { chosenEnvironments } from './chosen-environments.ts';
import { CommandError } from './command-error.ts';
import { type Command, EXIT, type Invocation, type Io } from './io.ts';
import { choiceOf } from './options.ts';
import { loadSoundEstate } from './sound-estate.ts';

/** Starts a repository, or, with --print-iam, prints the IAM policy of one of its roles. */
export const init: Command = async (invocation, io) =>
  invocation.options.printIam === undefined ? start(invocation, io) : printIam(invocation, io);

/** Never over declarations that are there. */
function start({ global }: Invocation, io: Io): number {
  const written = scaffold(global.root);
  for (const path of written) io.prose(`wrote ${path}\n`);
  io.prose(
    written.length === 0
      ? 'There are declarations already; nothing was written.\n'
      : 'Now: keywright check; keywright plan --local\n',
  );
  return EXIT.ok;
}

function printIam(invocation: Invocation, io: Io): number {
  const purpose = choiceOf(invocation, 'printIam', ['plan', 'apply']);
  const loaded = loadSoundEstate(invocation, io);
  if (loaded === null) return EXIT.failed;
  const [environment, another] = chosenEnvironments(loaded.estate, invocation);
  if (environment === undefined || another !== undefined) {
    throw new CommandError('Each environment has roles of its own: give one with --env.', EXIT.usage);
  }
  const policy = purpose === 'plan' ? planPolicy(environment) : applyPolicy(environment, loaded.estate.desired);
  io.data(`${JSON.stringify(policy, null, 2)}\n`);
  return EXIT.ok;
}
