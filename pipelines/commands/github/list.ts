import type { CommandSpec, OptionSpec } from '../../io/command-spec.ts';

const GITHUB_OPTIONS: readonly OptionSpec[] = [
  { flags: '--plan <file>', description: 'what plan --out wrote (repeatable)', repeatable: true },
  { flags: '--report <file>', description: 'what check --format json wrote' },
  { flags: '--base-report <file>', description: 'the same of the base branch: only findings beyond it are shown' },
  { flags: '--pull-request <number>', description: "the pull request (default: the workflow's own)" },
];

/** What workflows tell the pull request and the repository. */
export const githubCommands: readonly CommandSpec[] = [
  {
    name: 'github comment',
    summary: 'write one comment per environment on the pull request',
    options: [
      ...GITHUB_OPTIONS,
      { flags: '--env <name>', description: 'an environment that should have a plan (repeatable)', repeatable: true },
      { flags: '--complete', description: 'the pull request concerns no other environments (any more)' },
    ],
    formats: ['text'],
    anywhere: true,
    load: async () => (await import('./comment.ts')).comment,
  },
  {
    name: 'github check-run',
    summary: 'write one check run per environment on the pull request',
    options: GITHUB_OPTIONS,
    formats: ['text'],
    anywhere: true,
    load: async () => (await import('./check-run.ts')).checkRun,
  },
  {
    name: 'github drift-issue',
    summary: 'open, update, close or reopen the drift issue of each environment',
    options: [{ flags: '--plan <file>', description: 'what drift wrote (repeatable)', repeatable: true }],
    formats: ['text'],
    anywhere: true,
    load: async () => (await import('./drift-issue.ts')).driftIssue,
  },
  {
    name: 'github reviewed-plans',
    summary: 'fetch the plans reviewed on pull requests merged since the last complete reconcile',
    options: [
      { flags: '--env <name>', description: 'an environment (repeatable)', repeatable: true },
      { flags: '--out <folder>', description: 'where to write them (default: here)' },
    ],
    formats: ['text'],
    anywhere: true,
    load: async () => (await import('./reviewed-plans.ts')).reviewedPlansCommand,
  },
  {
    name: 'github outcome',
    summary: 'add to the comments of merged pull requests what became of their plans',
    options: [
      { flags: '--env <name>', description: 'the environment' },
      { flags: '--pull-request <number>', description: 'a merged pull request (repeatable)', repeatable: true },
      { flags: '--result <result>', description: 'applied, waiting or failed' },
    ],
    formats: ['text'],
    anywhere: true,
    load: async () => (await import('./outcome.ts')).outcome,
  },
];
