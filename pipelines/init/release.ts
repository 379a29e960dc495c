import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** The parts of this project that go into users' repositories. */
export type Release = {
  /** The commit that it was built from, for workflows to pin; null if Git can't tell. */
  readonly commit: string | null;
  /** This project's own workflows by file name. */
  readonly workflows: { readonly [name: string]: string };
};

const WORKFLOWS = ['pull-request.yml', 'reconcile.yml', 'reconcile-environment.yml', 'drift.yml'] as const;

/** Reads them from the working tree. The build runs this once and replaces the call with the result. */
export function readRelease(): Release {
  const folder = new URL('../../', import.meta.url);
  const { status, stdout } = spawnSync('git', ['rev-parse', 'HEAD'], { cwd: folder, encoding: 'utf8' });
  const read = (name: string) => readFileSync(new URL(`.github/workflows/${name}`, folder), 'utf8');
  return {
    commit: status === 0 ? stdout.trim() : null,
    workflows: Object.fromEntries(WORKFLOWS.map((name) => [name, read(name)])),
  };
}
