import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Plan } from '../../schemas/plan.ts';
import type { Report } from '../../schemas/types.ts';
import { CommandError } from '../io/command-error.ts';
import { EXIT } from '../io/io.ts';
import { parsePlan } from '../plan/stored/parse-plan.ts';

/** Reads the output of `plan --out` or `drift --format json`. */
export function readPlan(path: string, cwd: string): Plan {
  const plan = parsePlan(readFileSync(resolve(cwd, path), 'utf8'));
  if (typeof plan === 'string') throw new CommandError(`${path} can't be used: ${plan}.`, EXIT.usage);
  const odd = plan.environments.find(({ name }) => !/^[a-z0-9-]+$/.test(name));
  if (odd === undefined) return plan;
  throw new CommandError(`${path} holds an environment with an impossible name.`, EXIT.usage);
}

/** Reads the output of `check --format json`. */
export function readReport(path: string, cwd: string): Report {
  const report = parseReport(readFileSync(resolve(cwd, path), 'utf8'));
  if (report !== null) return report;
  throw new CommandError(`${path} is no report; write it with check --format json.`, EXIT.usage);
}

/**
 * The report in a JSON text, with `frame` empty because the JSON format leaves it out. null: the text is not a report.
 */
export function parseReport(text: string): Report | null {
  try {
    const { schema, ...report } = JSON.parse(text);
    const isReport =
      schema === 'keywright.report/v1' && Array.isArray(report.findings) && Array.isArray(report.staleFiles);
    if (!isReport) return null;
    return { ...report, findings: report.findings.map((finding: object) => ({ ...finding, frame: null })) };
  } catch {
    return null;
  }
}
