import { applyPolicy } from '../iam/apply-policy.ts';
import { planPolicy } from '../iam/plan-policy.ts';
import { CommandError } from '../io/command-error.ts';
import { EXIT, type Invocation, type Io } from '../io/io.ts';
import { chosenEnvironments } from './chosen-environments.ts';
import type { initOptions } from './options/declarations.ts';
import { loadSoundEstate } from './sound-estate.ts';

/** Prints the identity policy of one of an environment's two roles. */
export function printIam(purpose: 'plan' | 'apply', invocation: Invocation<typeof initOptions>, io: Io): number {
  const loaded = loadSoundEstate(invocation, io);
  if (loaded === null) return EXIT.failed;
  const [environment, another] = chosenEnvironments(loaded.estate, invocation.options.env);
  if (environment === undefined || another !== undefined) {
    throw new CommandError('Each environment has roles of its own: give one with --env.', EXIT.usage);
  }
  const policy = purpose === 'plan' ? planPolicy(environment) : applyPolicy(environment, loaded.estate.desired);
  io.data(`${JSON.stringify(policy, null, 2)}\n`);
  return EXIT.ok;
}
