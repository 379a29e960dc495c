import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { check } from '../commands/check.ts';
import { CommandError } from '../commands/command-error.ts';
import { EXIT } from '../commands/io.ts';
import { parseReport } from '../github/read-results.ts';
import { reportFormats } from '../reports/list.ts';
import { runCommand, type Step, type StepCommand } from './action-command.ts';

/** File names in the step's folder. */
export const REPORT_FILE = 'report.json';
export const BASE_REPORT_FILE = 'base-report.json';

/**
 * Checks the declarations once and reports them in every form that GitHub shows: annotations, job summary, SARIF,
 * and JSON for the comment. With `base`, that commit is checked too, so that the comment can tell what is new.
 */
export const checkStep: StepCommand = async (step) => {
  const { status, data } = await runCommand(check, step, {}, 'json');
  const report = parseReport(data);
  if (report === null) throw new CommandError('check wrote no report.', EXIT.bug);
  writeFileSync(join(step.folder, REPORT_FILE), data);
  const plain = { color: false, columns: null };
  const sarif = reportFormats.sarif?.(report, plain);
  if (sarif !== undefined) writeFileSync(join(step.folder, 'report.sarif'), sarif);
  if (step.inputs.base !== '') await checkBase(step);
  return {
    status,
    outputs: {},
    summary: reportFormats.markdown?.(report, plain) ?? '',
    log: reportFormats.github?.(report, plain) ?? '',
  };
};

/** In a working tree of its own, so that the checked-out one stays as it is. */
async function checkBase(step: Step): Promise<void> {
  const tree = mkdtempSync(join(tmpdir(), 'keywright-base-'));
  try {
    git(step.root, ['worktree', 'add', '--quiet', '--detach', tree, step.inputs.base]);
    const root = join(tree, relative(git(step.root, ['rev-parse', '--show-toplevel']), step.root));
    const { data } = await runCommand(check, { ...step, root }, {}, 'json');
    writeFileSync(join(step.folder, BASE_REPORT_FILE), data);
  } finally {
    spawnSync('git', ['-C', step.root, 'worktree', 'remove', '--force', tree]);
    rmSync(tree, { recursive: true, force: true });
  }
}

function git(cwd: string, args: readonly string[]): string {
  const { status, stdout, error } = spawnSync('git', ['-C', cwd, ...args], { encoding: 'utf8' });
  if (status === 0) return stdout.trim();
  const remedy = 'check out with fetch-depth: 0, so that the base commit is there';
  throw new CommandError(`git ${args[0]} failed; ${remedy}.`, EXIT.failed, { cause: error });
}
