import { type CommandSpec, defineCommand } from '../io/command-spec.ts';
import { REPORT_FORMATS } from '../io/report-formats.ts';
import { githubCommands } from './github/list.ts';
import {
  checkOptions,
  generateOptions,
  importOptions,
  initOptions,
  lintOptions,
  matrixOptions,
} from './options/declarations.ts';
import { localOptions } from './options/local.ts';
import { oneSecretOptions, putOptions } from './options/one-secret.ts';
import { applyOptions, driftOptions, planOptions } from './options/reconcile.ts';

export const commands: readonly CommandSpec[] = [
  defineCommand({
    name: 'check',
    summary: 'validate and lint the declarations, and check that generated files are fresh; offline',
    options: checkOptions,
    formats: REPORT_FORMATS,
    load: async () => (await import('./check.ts')).check,
  }),
  defineCommand({
    name: 'lint',
    summary: 'validate and lint the declarations, or manifests that exist already',
    options: lintOptions,
    anywhere: 'manifests',
    formats: REPORT_FORMATS,
    load: async () => (await import('./lint.ts')).lint,
  }),
  defineCommand({
    name: 'generate',
    summary: 'write the Kubernetes manifests',
    options: generateOptions,
    formats: ['text', 'json'],
    load: async () => (await import('./generate.ts')).generate,
  }),
  defineCommand({
    name: 'plan',
    summary: 'compare what is declared with what is in AWS; never reads a value, writes nothing',
    options: planOptions,
    formats: ['text', 'json', 'markdown'],
    load: async () => (await import('./plan.ts')).plan,
  }),
  defineCommand({
    name: 'drift',
    summary: 'tell what differs in AWS, with the health of rotations; exits with 2 where anything does',
    options: driftOptions,
    formats: ['text', 'json', 'markdown'],
    load: async () => (await import('./drift.ts')).drift,
  }),
  defineCommand({
    name: 'apply',
    summary: 'make AWS as declared',
    options: applyOptions,
    formats: ['text', 'json'],
    load: async () => (await import('./apply.ts')).apply,
  }),
  defineCommand({
    name: 'import',
    summary: 'make declarations of what exists: secrets in AWS or in a Terraform state, or Kubernetes manifests',
    options: importOptions,
    formats: ['text'],
    load: async () => (await import('./import.ts')).importCommand,
  }),
  defineCommand({
    name: 'put',
    arguments: '<secret>',
    summary: 'write a value that people give, from standard input or a hidden prompt',
    options: putOptions,
    formats: ['text', 'json'],
    load: async () => (await import('./put.ts')).put,
  }),
  defineCommand({
    name: 'rotate',
    arguments: '<secret>',
    summary: 'rotate a secret by its function now, and wait for it',
    options: oneSecretOptions,
    formats: ['text', 'json'],
    load: async () => (await import('./rotate.ts')).rotate,
  }),
  defineCommand({
    name: 'release',
    arguments: '<name>',
    summary: 'let go of a secret that nothing declares any more; only our tags are removed',
    options: oneSecretOptions,
    formats: ['text'],
    load: async () => (await import('./release.ts')).release,
  }),
  defineCommand({
    name: 'matrix',
    summary: 'print the environments as the matrix of a GitHub Actions job',
    options: matrixOptions,
    formats: ['json'],
    load: async () => (await import('./matrix.ts')).matrix,
  }),
  defineCommand({
    name: 'explain',
    arguments: '<rule>',
    summary: "print a rule's page: why, examples, how to fix and how to waive",
    options: {},
    formats: ['text', 'markdown'],
    anywhere: true,
    load: async () => (await import('./explain.ts')).explain,
  }),
  defineCommand({
    name: 'schema',
    arguments: '<kind>',
    summary: 'print the JSON Schema of a kind (Environment, Cluster, Secret, Policy, Waivers), or of a Plan in JSON',
    options: {},
    formats: ['json'],
    anywhere: true,
    load: async () => (await import('./schema.ts')).schema,
  }),
  defineCommand({
    name: 'local',
    summary: 'serve Secrets Manager on this machine, with what it needs of STS and KMS',
    options: localOptions,
    formats: ['text'],
    anywhere: true,
    load: async () => (await import('./local.ts')).local,
  }),
  ...githubCommands,
  defineCommand({
    name: 'init',
    summary: 'set up a repository: declarations, workflows, editor settings',
    options: initOptions,
    formats: ['text'],
    anywhere: true,
    load: async () => (await import('./init.ts')).init,
  }),
];
