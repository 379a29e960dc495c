import type { CommandSpec, OptionSpec } from './command-spec.ts';
import { githubCommands } from './github/list.ts';
import type { Format } from './io.ts';

const REPORT_FORMATS: readonly Format[] = ['text', 'json', 'markdown', 'github', 'sarif', 'junit'];

const CHANGED_SINCE: OptionSpec = {
  flags: '--changed-since <ref>',
  description: 'put errors in files that changed since this commit first',
};

export const commands: readonly CommandSpec[] = [
  {
    name: 'check',
    summary: 'validate and lint the declarations, and check that generated files are fresh; offline',
    options: [CHANGED_SINCE],
    formats: REPORT_FORMATS,
    load: async () => (await import('./check.ts')).check,
  },
  {
    name: 'lint',
    summary: 'validate and lint the declarations, or manifests that exist already',
    options: [
      { flags: '--fix', description: 'make the safe fixes; comments and layout stay as they are' },
      { flags: '--dry-run', description: 'with --fix: print the changes as a diff, and write nothing' },
      { flags: '--max-warnings <n>', description: 'fail where there are more warnings than this' },
      { flags: '--baseline', description: 'waive what is found today, for as long as the policy allows' },
      { flags: '--manifests <path>', description: 'lint the ESO and CSI manifests in this file or folder instead' },
      CHANGED_SINCE,
    ],
    anywhere: 'manifests',
    formats: REPORT_FORMATS,
    load: async () => (await import('./lint.ts')).lint,
  },
  {
    name: 'generate',
    summary: 'write the Kubernetes manifests',
    options: [
      { flags: '--check', description: 'write nothing; fail where a file is stale' },
      { flags: '--example-workload', description: 'also write Pods that consume each secret, to example-workloads/' },
    ],
    formats: ['text', 'json'],
    load: async () => (await import('./generate.ts')).generate,
  },
  {
    name: 'plan',
    summary: 'compare what is declared with what is in AWS; never reads a value, writes nothing',
    options: [
      { flags: '--env <name>', description: 'only this environment (repeatable)', repeatable: true },
      { flags: '--out <file>', description: 'store the plan for "apply --plan"' },
      { flags: '--detailed-exitcode', description: 'exit with 2 where there is something to do' },
      { flags: '--policies <which>', description: 'resource policies to look at: declared (default) or all' },
      { flags: '--changed-since <ref>', description: 'also tell which manifests this branch removes' },
    ],
    formats: ['text', 'json', 'markdown'],
    load: async () => (await import('./plan.ts')).plan,
  },
  {
    name: 'drift',
    summary: 'tell what differs in AWS, with the health of rotations; exits with 2 where anything does',
    options: [
      { flags: '--env <name>', description: 'only this environment (repeatable)', repeatable: true },
      { flags: '--policies <which>', description: 'resource policies to look at: all (default) or declared' },
    ],
    formats: ['text', 'json', 'markdown'],
    load: async () => (await import('./drift.ts')).drift,
  },
  {
    name: 'apply',
    summary: 'make AWS as declared',
    options: [
      { flags: '--env <name>', description: 'only this environment (repeatable)', repeatable: true },
      { flags: '--plan <file>', description: 'only what this stored plan holds (repeatable)', repeatable: true },
      { flags: '--allow-harmless', description: 'with --plan: also what is not in it and can do no harm' },
      { flags: '--yes', description: 'do not ask' },
    ],
    formats: ['text', 'json'],
    load: async () => (await import('./apply.ts')).apply,
  },
  {
    name: 'import',
    summary: 'print declarations for manifests of the External Secrets Operator and the CSI driver',
    options: [
      { flags: '--manifests <path>', description: 'a manifest, or a folder of them' },
      { flags: '--env <name>', description: 'the environment that the manifests are for' },
    ],
    formats: ['text'],
    load: async () => (await import('./import.ts')).importCommand,
  },
  {
    name: 'put',
    arguments: '<secret>',
    summary: 'write a value that people give, from standard input or a hidden prompt',
    options: [
      { flags: '--env <name>', description: 'the environment' },
      { flags: '--key <key>', description: 'the key; without it, a JSON object of several keys is given' },
      { flags: '--file <file>', description: 'read it from this file' },
      { flags: '--generate', description: 'have AWS generate it' },
      { flags: '--replace', description: 'also where there is a live value' },
    ],
    formats: ['text', 'json'],
    load: async () => (await import('./put.ts')).put,
  },
  {
    name: 'rotate',
    arguments: '<secret>',
    summary: 'rotate a secret by its function now, and wait for it',
    options: [{ flags: '--env <name>', description: 'the environment' }],
    formats: ['text', 'json'],
    load: async () => (await import('./rotate.ts')).rotate,
  },
  {
    name: 'release',
    arguments: '<name>',
    summary: 'let go of a secret that nothing declares any more; only our tags are removed',
    options: [{ flags: '--env <name>', description: 'the environment' }],
    formats: ['text'],
    load: async () => (await import('./release.ts')).release,
  },
  {
    name: 'matrix',
    summary: 'print the environments as the matrix of a GitHub Actions job',
    options: [{ flags: '--since <ref>', description: 'only environments that this branch changes' }],
    formats: ['json'],
    load: async () => (await import('./matrix.ts')).matrix,
  },
  {
    name: 'explain',
    arguments: '<rule>',
    summary: "print a rule's page: why, examples, how to fix and how to waive",
    options: [],
    formats: ['text', 'markdown'],
    anywhere: true,
    load: async () => (await import('./explain.ts')).explain,
  },
  {
    name: 'schema',
    arguments: '<kind>',
    summary: 'print the JSON Schema of a kind: Environment, Cluster, Secret, Policy, Waivers',
    options: [],
    formats: ['json'],
    anywhere: true,
    load: async () => (await import('./schema.ts')).schema,
  },
  {
    name: 'local',
    summary: 'serve Secrets Manager on this machine, with what it needs of STS and KMS',
    options: [
      { flags: '--port <port>', description: 'port (default: 4599; 0 takes any that is free)' },
      { flags: '--host <host>', description: 'address to listen on (default: 127.0.0.1)' },
      { flags: '--state <file>', description: 'keep the state in this file, its values encrypted' },
      { flags: '--account <id>', description: 'account of access keys that name none (default: 000000000000)' },
      { flags: '--policies <file>', description: 'enforce the IAM policies in this JSON file' },
      {
        flags: '--rotation-function <name=module>',
        description: 'the rotation function of that name: a .mjs or .py file, or "builtin"',
        repeatable: true,
      },
      { flags: '--refuse-unknown-functions', description: 'refuse rotation functions that are not registered' },
      { flags: '--latency <ms>', description: 'answer this late' },
      { flags: '--lag <seconds>', description: 'let lists be this far behind' },
      { flags: '--throttle', description: "refuse what exceeds the service's quotas" },
      { flags: '--throttle-rate <share>', description: 'refuse this share of requests with ThrottlingException' },
      { flags: '--error-rate <share>', description: 'fail this share of requests with HTTP 500' },
      { flags: '--lost-reply-rate <share>', description: 'carry out this share of requests without answering' },
      { flags: '--expired-token-rate <share>', description: 'refuse this share of requests as expired' },
      { flags: '--empty-page-rate <share>', description: 'answer this share of list pages empty, with a NextToken' },
      { flags: '--seed <number>', description: 'make ids, passwords and faults reproducible' },
    ],
    formats: ['text'],
    anywhere: true,
    load: async () => (await import('./local.ts')).local,
  },
  ...githubCommands,
  {
    name: 'init',
    summary: 'set up a repository: declarations, workflows, editor settings',
    options: [
      {
        flags: '--env <spec>',
        description: 'an environment as NAME:ACCOUNT:REGION[:TIER] (repeatable)',
        repeatable: true,
      },
      {
        flags: '--managed-by <name>',
        description: 'owner recorded on every secret (default: OWNER/NAME of the remote)',
      },
      { flags: '--owners <team>', description: 'who reviews policy and waivers (default: @OWNER/platform)' },
      {
        flags: '--print-iam <role>',
        description: 'print the IAM policy of the plan or apply role of --env NAME instead',
      },
    ],
    formats: ['text'],
    anywhere: true,
    load: async () => (await import('./init.ts')).init,
  },
];
