import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Plan } from '../../schemas/plan.ts';
import type { LocatedFinding, Report } from '../../schemas/types.ts';
import { CommandError } from '../commands/command-error.ts';
import { EXIT } from '../commands/io.ts';

/** Reads what `plan --out` or `drift --format json` wrote. */
export function readPlan(path: string, cwd: string): Plan {
  const plan = readResult<Plan>(path, cwd, 'keywright.plan/v1');
  const odd = plan.environments.find(({ name }) => !/^[a-z0-9-]+$/.test(name));
  if (odd === undefined) return plan;
  throw new CommandError(`${path} holds an environment with an impossible name.`, EXIT.usage);
}

/** Reads what `check --format json` wrote. */
export function readReport(path: string, cwd: string): Report {
  const report = readResult<Report & { findings: Omit<LocatedFinding, 'frame'>[] }>(path, cwd, 'keywright.report/v1');
  return { ...report, findings: report.findings.map((finding) => ({ ...finding, frame: null })) };
}

function readResult<Result>(path: string, cwd: string, schema: string): Result {
  const parsed = parse(readFileSync(resolve(cwd, path), 'utf8'), path);
  if (parsed.schema === schema) return parsed as Result & typeof parsed;
  throw new CommandError(`${path} is no ${schema} document; write it with --format json.`, EXIT.usage);
}

function parse(text: string, path: string): { readonly schema?: unknown } {
  try {
    return JSON.parse(text) ?? {};
  } catch (error) {
    throw new CommandError(`${path} is not JSON; write it with --format json.`, EXIT.usage, { cause: error });
  }
}
