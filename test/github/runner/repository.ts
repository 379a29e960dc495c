import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { bundle } from '../../support/run-cli.ts';
import { DEFAULT_BRANCH } from './world.ts';

/** This repository's own estate and workflows as somebody's Git repository. */
export type Repository = {
  readonly folder: string;
  /** Root of the declarations. */
  readonly root: string;
  readonly read: (path: string) => string;
  /** Writes files (null deletes one), generates the manifests, and commits all on a branch off the default one. */
  readonly commit: (branch: string, files: { readonly [path: string]: string | null }) => void;
  readonly sha: (revision: string) => string;
  /** The commit that merging the branch would give. */
  readonly trialMerge: (branch: string) => string;
  readonly merge: (branch: string) => void;
  readonly remove: () => void;
};

/** @param subfolder where secrets.d/ and manifests/ stand; `.` is the repository's top */
export function createRepository(subfolder: string): Repository {
  const folder = mkdtempSync(join(tmpdir(), 'keywright-origin-'));
  const root = join(folder, subfolder);
  const git = (...args: readonly string[]) =>
    execFileSync('git', args, { cwd: folder, encoding: 'utf8', stdio: 'pipe' }).trim();
  for (const path of ['secrets.d', 'manifests']) cpSync(path, join(root, path), { recursive: true });
  cpSync('.github', join(folder, '.github'), { recursive: true });
  git('init', '--quiet', '--initial-branch', DEFAULT_BRANCH);
  git('config', 'user.name', 'Ada');
  git('config', 'user.email', 'ada@example.org');
  git('config', 'uploadpack.allowAnySHA1InWant', 'true');
  const commitAll = (message: string) => {
    git('add', '--all');
    git('commit', '--quiet', '--message', message);
  };
  commitAll('Declare the estate');

  return {
    folder,
    root,
    read: (path) => readFileSync(join(folder, path), 'utf8'),
    commit: (branch, files) => {
      const isNew = git('branch', '--list', branch) === '';
      git('checkout', '--quiet', '-B', branch, isNew ? DEFAULT_BRANCH : branch);
      for (const [path, text] of Object.entries(files)) change(join(folder, path), text);
      // Where the declarations are broken on purpose, this does nothing.
      spawnSync(process.execPath, [bundle, 'generate', '--dir', root], { stdio: 'pipe' });
      commitAll('Change');
      git('checkout', '--quiet', DEFAULT_BRANCH);
    },
    sha: (revision) => git('rev-parse', revision),
    trialMerge: (branch) => {
      git('checkout', '--quiet', '--detach', DEFAULT_BRANCH);
      git('merge', '--quiet', '--no-ff', '--message', 'Merge', branch);
      const sha = git('rev-parse', 'HEAD');
      git('checkout', '--quiet', DEFAULT_BRANCH);
      return sha;
    },
    merge: (branch) => void git('merge', '--quiet', '--no-ff', '--message', 'Merge', branch),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function change(path: string, text: string | null): void {
  mkdirSync(dirname(path), { recursive: true });
  if (text === null) rmSync(path);
  else writeFileSync(path, text);
}
