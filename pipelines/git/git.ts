import { execFileSync } from 'node:child_process';
import { CommandError } from '../io/command-error.ts';
import { EXIT } from '../io/io.ts';

/** Enough for the text of 50,000 declarations. */
const MAX_OUTPUT_BYTES = 1024 * 1024 * 1024;

/**
 * Runs Git in a folder and returns its standard output.
 * @throws CommandError with `remedy` if Git fails
 */
export function git(folder: string, args: readonly string[], remedy: string, input = ''): Buffer {
  try {
    return execFileSync('git', args, {
      cwd: folder,
      input,
      maxBuffer: MAX_OUTPUT_BYTES,
      stdio: ['pipe', 'pipe', 'ignore'],
    });
  } catch (cause) {
    throw new CommandError(remedy, EXIT.failed, { cause });
  }
}

/** The commit at which this branch left `ref`. */
export function mergeBase(folder: string, ref: string): string {
  const commit = git(
    folder,
    ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`],
    `git knows no commit "${ref}" here; fetch it first.`,
  );
  const remedy = `git finds no commit that HEAD and "${ref}" have in common; fetch the whole history (fetch-depth: 0).`;
  return git(folder, ['merge-base', commit.toString().trim(), 'HEAD'], remedy).toString().trim();
}
