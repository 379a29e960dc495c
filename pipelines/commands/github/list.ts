import { type CommandSpec, defineCommand } from '../../io/command-spec.ts';
import {
  commentOptions,
  driftIssueOptions,
  outcomeOptions,
  reviewedPlansOptions,
  tellOptions,
} from '../options/github.ts';

/** The commands with which workflows report to pull requests and the repository. */
export const githubCommands: readonly CommandSpec[] = [
  defineCommand({
    name: 'github comment',
    summary: 'write one comment per environment on the pull request',
    options: commentOptions,
    formats: ['text'],
    anywhere: true,
    load: async () => (await import('./comment.ts')).comment,
  }),
  defineCommand({
    name: 'github check-run',
    summary: 'write one check run per environment on the pull request',
    options: tellOptions,
    formats: ['text'],
    anywhere: true,
    load: async () => (await import('./check-run.ts')).checkRun,
  }),
  defineCommand({
    name: 'github drift-issue',
    summary: 'open, update, close or reopen the drift issue of each environment',
    options: driftIssueOptions,
    formats: ['text'],
    anywhere: true,
    load: async () => (await import('./drift-issue.ts')).driftIssue,
  }),
  defineCommand({
    name: 'github reviewed-plans',
    summary: 'fetch the plans reviewed on pull requests merged since the last complete reconcile',
    options: reviewedPlansOptions,
    formats: ['text'],
    anywhere: true,
    load: async () => (await import('./reviewed-plans.ts')).reviewedPlansCommand,
  }),
  defineCommand({
    name: 'github outcome',
    summary: 'add to the comments of merged pull requests what became of their plans',
    options: outcomeOptions,
    formats: ['text'],
    anywhere: true,
    load: async () => (await import('./outcome.ts')).outcome,
  }),
];
