import { execFileSync } from 'node:child_process';

/** The list for a change of a hundred thousand files is a few megabytes. */
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;

/**
 * The files that differ between the working tree and the commit where it branched off `ref`, including untracked files,
 * relative to `root`. null if Git can't answer, because this is not a repository or has no such commit.
 */
export function changedFiles(root: string, ref: string): readonly string[] | null {
  try {
    const base = git(root, ['merge-base', '--end-of-options', `${ref}^{commit}`, 'HEAD']).trim();
    const changed = git(root, ['diff', '--name-only', '--relative', '-z', base, '--']);
    const untracked = git(root, ['ls-files', '--others', '--exclude-standard', '-z']);
    return [...changed.split('\0'), ...untracked.split('\0')].filter((path) => path !== '');
  } catch {
    return null;
  }
}

function git(root: string, args: readonly string[]): string {
  return execFileSync('git', [...args], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: MAX_OUTPUT_BYTES,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}
