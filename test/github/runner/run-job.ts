import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WORKFLOW_LOGIN } from '../fake/state.ts';
import { asText, evaluate, evaluateAll, holds, type Status } from './expression.ts';
import { runStep } from './run-step.ts';
import type { Job, Settings } from './workflow.ts';
import { type JobOutcome, KEYWRIGHT, type Result, type StepOutcome, type World } from './world.ts';

/** A job under way: its folders, and what its steps leave for later ones. */
export type JobRun = {
  readonly world: World;
  readonly workspace: string;
  readonly temp: string;
  readonly token: string;
  readonly permissions: NonNullable<Job['permissions']>;
  readonly env: { [name: string]: string };
  readonly contexts: Settings;
};

/** Runs a job's steps in a workspace of its own, with a token that has the job's permissions. */
export async function runJob(
  world: World,
  job: Job,
  id: string,
  contexts: Settings,
  environment: string | null,
): Promise<JobOutcome> {
  if (environment?.endsWith('-approval') && !world.approves(environment)) {
    return { id, result: 'waiting', outputs: {}, steps: [], summary: '' };
  }
  const folder = mkdtempSync(join(tmpdir(), 'keywright-job-'));
  try {
    const run = startJob(world, job, contexts, environment, folder);
    const { steps, result, outputs } = await runSteps(run, job);
    const ended = (await evaluateAll(job.outputs ?? {}, { ...run.contexts, steps: outputs })) as Settings;
    const texts = Object.entries(ended).map(([name, value]) => [name, asText(value)]);
    const summary = readFileSync(join(run.temp, 'summary.md'), 'utf8');
    return { id, result, outputs: Object.fromEntries(texts), steps, summary };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function startJob(world: World, job: Job, contexts: Settings, environment: string | null, folder: string): JobRun {
  const [workspace, temp] = [join(folder, 'workspace'), join(folder, 'temp')];
  for (const path of [workspace, temp]) mkdirSync(path);
  writeFileSync(join(temp, 'summary.md'), '');
  const { state } = world.github;
  const token = `job-token-${state.nextId++}`;
  const granted = Object.entries(job.permissions ?? {}).map(([scope, level]) => [
    scope,
    world.event.isUntrusted ? 'read' : level,
  ]);
  const permissions = Object.fromEntries(granted);
  state.tokens.set(token, { login: WORKFLOW_LOGIN, permissions });
  const secrets = environment === null ? {} : (world.secrets[environment] ?? {});
  const jobContexts = {
    ...contexts,
    github: { ...(contexts.github as Settings), token, workspace },
    ...{ secrets, env: {}, runner: { temp } },
    job: { workflow_repository: KEYWRIGHT.repository, workflow_sha: KEYWRIGHT.sha },
  };
  return {
    world,
    workspace,
    temp,
    token,
    permissions,
    env: environmentOf(world, workspace, temp),
    contexts: jobContexts,
  };
}

async function runSteps(run: JobRun, job: Job) {
  const steps: StepOutcome[] = [];
  const outputs: { [id: string]: { outputs: Settings; outcome: Result } } = {};
  let status: Status = 'success';
  for (const step of job.steps ?? []) {
    const contexts: Settings = { ...run.contexts, steps: outputs };
    const name = asText(await evaluate(step.name ?? step.uses ?? 'run', contexts));
    if (!(await holds(step.if, contexts, status))) {
      steps.push({ name, result: 'skipped', log: '' });
      continue;
    }
    const ran = await runStep(run, step, contexts);
    if (ran.result === 'failure') status = 'failure';
    steps.push({ name, result: ran.result, log: ran.log });
    if (step.id !== undefined) outputs[step.id] = { outputs: ran.outputs, outcome: ran.result };
  }
  return { steps, result: status === 'success' ? ('success' as const) : ('failure' as const), outputs };
}

/** The variables that every step has. */
function environmentOf({ event, github, aws }: World, workspace: string, temp: string): { [name: string]: string } {
  const eventPath = join(temp, 'event.json');
  writeFileSync(eventPath, JSON.stringify(event.payload));
  const { repository } = github.state;
  return {
    PATH: process.env.PATH ?? '',
    HOME: temp,
    GITHUB_ACTIONS: 'true',
    GITHUB_WORKSPACE: workspace,
    GITHUB_REPOSITORY: repository,
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_API_URL: github.url,
    GITHUB_SHA: event.sha,
    GITHUB_REF: event.ref,
    GITHUB_RUN_ID: String(event.runId),
    GITHUB_EVENT_NAME: event.name,
    GITHUB_EVENT_PATH: eventPath,
    GITHUB_WORKFLOW_REF: `${repository}/.github/workflows/${event.workflow}@${event.ref}`,
    GITHUB_STEP_SUMMARY: join(temp, 'summary.md'),
    RUNNER_TEMP: temp,
    AWS_ENDPOINT_URL: aws.url,
  };
}
