import type { PlanOutcome } from '../../github/outcome.ts';
import type { OptionSpec } from '../../io/option-spec.ts';
import { flag, list, parsed, parsedList, text, wrongUsage } from '../../io/options.ts';

/** What `comment` and `check-run` report on, and where. */
export const tellOptions = {
  plan: list('<file>', 'what plan --out wrote (repeatable)'),
  report: text('<file>', 'what check --format json wrote'),
  baseReport: text('<file>', 'the same of the base branch: only findings beyond it are shown'),
  pullRequest: parsed('<number>', "the pull request (default: the workflow's own)", pullRequestFrom),
};

export const commentOptions = {
  ...tellOptions,
  env: list('<name>', 'an environment that should have a plan (repeatable)'),
  complete: flag('the pull request concerns no other environments (any more)'),
};

export const driftIssueOptions = {
  plan: list('<file>', 'what drift wrote (repeatable)'),
};

export const reviewedPlansOptions = {
  env: list('<name>', 'an environment (repeatable)'),
  out: text('<folder>', 'where to write them (default: here)'),
};

const OUTCOMES: readonly PlanOutcome[] = ['applied', 'waiting', 'failed'];

/** Required. */
const result: OptionSpec<PlanOutcome> = {
  placeholder: '<result>',
  description: 'applied, waiting or failed',
  repeatable: false,
  parse: ([word], name) => {
    const found = OUTCOMES.find((one) => one === word);
    if (found !== undefined) return found;
    throw wrongUsage(`${name} takes ${OUTCOMES.join(', ')}.`);
  },
};

export const outcomeOptions = {
  env: text('<name>', 'the environment'),
  pullRequest: parsedList('<number>', 'a merged pull request (repeatable)', pullRequestFrom),
  result,
};

function pullRequestFrom(word: string, name: string): number {
  const number = Number(word);
  if (Number.isInteger(number)) return number;
  throw wrongUsage(`${name} takes a number.`);
}
