import { choice, flag, list, text, withDefault } from '../../io/options.ts';

const env = list('<name>', 'only this environment (repeatable)');

export const planOptions = {
  env,
  out: text('<file>', 'store the plan for "apply --plan"'),
  detailedExitcode: flag('exit with 2 where there is something to do'),
  policies: withDefault(
    choice('<which>', 'resource policies to look at: declared (default) or all', ['declared', 'all']),
    'declared',
  ),
  changedSince: text('<ref>', 'also tell which manifests this branch removes'),
};

export const driftOptions = {
  env,
  policies: withDefault(
    choice('<which>', 'resource policies to look at: all (default) or declared', ['all', 'declared']),
    'all',
  ),
};

export const applyOptions = {
  env,
  plan: list('<file>', 'only what this stored plan holds (repeatable)'),
  allowHarmless: flag('with --plan: also what is not in it and can do no harm'),
  yes: flag('do not ask'),
};
