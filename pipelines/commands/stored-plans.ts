import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Plan } from '../../schemas/plan.ts';
import { CommandError } from '../io/command-error.ts';
import { EXIT, type Invocation, type Io } from '../io/io.ts';
import { parsePlan } from '../plan/stored/parse-plan.ts';
import type { applyOptions } from './options/reconcile.ts';

/** The plans of `--plan`, joined; null if none is given. */
export function readStoredPlans(
  { options: { plan: files, env } }: Invocation<typeof applyOptions>,
  io: Io,
): Plan | null {
  if (files.length === 0) return null;
  if (env.length > 0) {
    throw new CommandError(
      '--env and --plan exclude each other: a plan says which environments it is for.',
      EXIT.usage,
    );
  }
  return files.map((file) => readPlan(file, io)).reduce(joinPlans);
}

function readPlan(file: string, io: Io): Plan {
  const plan = parsePlan(readText(file, io));
  if (typeof plan === 'string') throw new CommandError(`--plan: ${file} can't be used: ${plan}.`, EXIT.usage);
  return plan;
}

function readText(file: string, io: Io): string {
  try {
    return readFileSync(resolve(io.cwd, file), 'utf8');
  } catch (error) {
    throw new CommandError(`--plan: ${file} can't be read.`, EXIT.usage, { cause: error });
  }
}

function joinPlans(a: Plan, b: Plan): Plan {
  return {
    ...a,
    environments: [...a.environments, ...b.environments],
    actions: [...a.actions, ...b.actions],
    awaitingValue: [...a.awaitingValue, ...b.awaitingValue],
  };
}
