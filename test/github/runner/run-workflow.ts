import { join } from 'node:path';
import { evaluate, evaluateAll, holds, type Status } from './expression.ts';
import { runJob } from './run-job.ts';
import { type Job, readWorkflow, type Settings, type Workflow } from './workflow.ts';
import type { JobOutcome, Result, World } from './world.ts';

export type RunOutcome = { readonly result: Exclude<Result, 'skipped'>; readonly jobs: readonly JobOutcome[] };

/**
 * Runs a workflow as GitHub Actions would: jobs in the order of `needs`, conditions, matrices, called workflows,
 * environments, outputs, permissions.
 */
export async function runWorkflow(world: World, inputs: Settings = {}): Promise<RunOutcome> {
  const workflow = await readWorkflow(join(world.origin, '.github/workflows', world.event.workflow));
  const jobs = await runJobs(world, workflow, inputs);
  const results = new Set(jobs.map(({ result }) => result));
  return { result: results.has('failure') ? 'failure' : results.has('waiting') ? 'waiting' : 'success', jobs };
}

type Caller = { readonly prefix: string; readonly permissions: Job['permissions'] };
const TOP: Caller = { prefix: '', permissions: undefined };

async function runJobs(
  world: World,
  workflow: Workflow,
  inputs: Settings,
  caller = TOP,
): Promise<readonly JobOutcome[]> {
  const outcomes: JobOutcome[] = [];
  const needs: { [id: string]: { result: Result; outputs: JobOutcome['outputs'] } } = {};
  for (const id of inOrder(workflow)) {
    const job = workflow.jobs[id];
    if (job === undefined) throw new Error(`${workflow.path} needs ${id}, which it lacks`);
    const needed = [job.needs ?? []].flat();
    const contexts = {
      ...contextsOf(world, inputs),
      needs: Object.fromEntries(needed.map((one) => [one, needs[one]])),
    };
    const ran = (await holds(job.if, contexts, statusOf(needed.map((one) => needs[one]?.result))))
      ? await runLegs(world, workflow, id, job, contexts, caller)
      : [{ id: `${caller.prefix}${id}`, result: 'skipped' as const, outputs: {}, steps: [], summary: '' }];
    outcomes.push(...ran);
    needs[id] = { result: joined(ran), outputs: ran.at(-1)?.outputs ?? {} };
  }
  return outcomes;
}

/** One leg a combination of the matrix, all at once. */
async function runLegs(world: World, workflow: Workflow, id: string, job: Job, contexts: Settings, caller: Caller) {
  const matrix = (await evaluateAll(job.strategy?.matrix ?? { include: [{}] }, contexts)) as { include: Settings[] };
  const permissions = narrowed(job.permissions ?? workflow.permissions ?? {}, caller.permissions);
  const legs = matrix.include.map((leg) => {
    const name = `${caller.prefix}${Object.keys(leg).length === 0 ? id : `${id} (${leg.environment})`}`;
    return runLeg(world, { ...job, permissions }, name, { ...contexts, matrix: leg });
  });
  return (await Promise.all(legs)).flat();
}

async function runLeg(world: World, job: Job, name: string, contexts: Settings): Promise<readonly JobOutcome[]> {
  if (job.uses === undefined) {
    const environment = job.environment === undefined ? null : String(await evaluate(job.environment, contexts));
    return [await runJob(world, job, name, contexts, environment)];
  }
  const called = await readWorkflow(join(world.origin, job.uses));
  const inputs = (await evaluateAll(job.with ?? {}, contexts)) as Settings;
  return runJobs(world, called, inputs, { prefix: `${name} / `, permissions: job.permissions });
}

/** A called workflow's jobs get no more than the calling job has; GitHub refuses to start a run that asks for more. */
function narrowed(wanted: NonNullable<Job['permissions']>, limit: Job['permissions']): NonNullable<Job['permissions']> {
  for (const [scope, level] of Object.entries(wanted)) {
    const allowed = limit === undefined || limit[scope] === 'write' || limit[scope] === level;
    if (!allowed)
      throw new Error(`a called job asks for ${scope}: ${level}, and its caller has ${limit[scope] ?? 'none'}`);
  }
  return wanted;
}

function contextsOf({ event, variables, github }: World, inputs: Settings): Settings {
  const { name, payload, actor, sha, ref } = event;
  const repository = github.state.repository;
  const run = { event_name: name, event: payload, actor, sha, ref, repository, workflow: event.workflow };
  return { github: run, inputs, vars: variables };
}

function inOrder({ jobs }: Workflow): readonly string[] {
  const order: string[] = [];
  const visit = (id: string) => {
    for (const needed of [jobs[id]?.needs ?? []].flat()) visit(needed);
    if (!order.includes(id)) order.push(id);
  };
  for (const id of Object.keys(jobs)) visit(id);
  return order;
}

/** A job whose needs were skipped is skipped, too, unless it asks for something else. */
function statusOf(results: readonly (Result | undefined)[]): Status {
  if (results.includes('failure')) return 'failure';
  return results.includes('skipped') || results.includes('waiting') ? 'cancelled' : 'success';
}

function joined(outcomes: readonly JobOutcome[]): Result {
  for (const result of ['failure', 'waiting'] as const) {
    if (outcomes.some((outcome) => outcome.result === result)) return result;
  }
  return outcomes.every(({ result }) => result === 'skipped') ? 'skipped' : 'success';
}
