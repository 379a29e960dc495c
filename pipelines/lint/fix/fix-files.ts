import type { Finding, SourceFile } from '../../../schemas/types.ts';
import { applyEdits } from './apply-edits.ts';

export type Fixed = {
  /** All files, with their resulting text. */
  readonly files: readonly SourceFile[];
  readonly changed: readonly SourceFile[];
  /** The number of fixed findings. */
  readonly count: number;
};

/**
 * A fix can uncover another, for example if two environments ask for different limits; in practice it ends long before
 * this.
 */
const MAX_ROUNDS = 20;

/** Applies safe fixes until none is left. `lint` finds the problems in the files. */
export function fixFiles(
  files: readonly SourceFile[],
  lint: (files: readonly SourceFile[]) => readonly Finding[],
): Fixed {
  const before = lint(files);
  let current = files;
  let findings = before;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const edited = new Map(applyEdits(current, findings).map((file) => [file.path, file]));
    if (edited.size === 0) break;
    current = current.map((file) => edited.get(file.path) ?? file);
    findings = lint(current);
  }
  const original = new Map(files.map(({ path, text }) => [path, text]));
  return {
    files: current,
    changed: current.filter(({ path, text }) => original.get(path) !== text),
    count: fixableCount(before) - fixableCount(findings),
  };
}

function fixableCount(findings: readonly Finding[]): number {
  return findings.filter(({ fixable, waived }) => fixable && waived === null).length;
}
