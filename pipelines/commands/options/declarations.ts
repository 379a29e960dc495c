import { choice, flag, list, parsed, text, wrongUsage } from '../../io/options.ts';

export const checkOptions = {
  changedSince: text('<ref>', 'put errors in files that changed since this commit first'),
};

export const lintOptions = {
  fix: flag('make the safe fixes; comments and layout stay as they are'),
  dryRun: flag('with --fix: print the changes as a diff, and write nothing'),
  maxWarnings: parsed('<n>', 'fail where there are more warnings than this', (word, name) => {
    if (/^\d+$/.test(word)) return Number(word);
    throw wrongUsage(`${name} takes a number of warnings, not "${word}".`);
  }),
  baseline: flag('waive what is found today, for as long as the policy allows'),
  manifests: text('<path>', 'lint the ESO and CSI manifests in this file or folder instead'),
  ...checkOptions,
};

export const generateOptions = {
  check: flag('write nothing; fail where a file is stale'),
  exampleWorkload: flag('also write Pods that consume each secret, to example-workloads/'),
};

export const matrixOptions = {
  since: text('<ref>', 'only environments that this branch changes'),
};

export const importOptions = {
  manifests: text('<path>', 'a manifest, or a folder of them'),
  terraform: text('<file>', 'what "terraform show -json" prints, and how to hand over'),
  env: list('<name>', 'only this environment (repeatable for secrets)'),
  namePrefix: text('<prefix>', 'only secrets whose names begin so'),
  readKeys: flag('read values for the names of their keys; nothing else of them is kept'),
  write: flag('write files under secrets.d/imported/ instead of printing'),
};

export const initOptions = {
  env: list('<spec>', 'an environment as NAME:ACCOUNT:REGION[:TIER] (repeatable)'),
  managedBy: text('<name>', 'owner recorded on every secret (default: OWNER/NAME of the remote)'),
  owners: text('<team>', 'who reviews policy and waivers (default: @OWNER/platform)'),
  printIam: choice('<role>', 'print the IAM policy of the plan or apply role of --env NAME instead', ['plan', 'apply']),
};
