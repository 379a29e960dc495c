import type { LocatedFinding } from '../../schemas/types.ts';

/**
 * The unwaived findings of `head` that `base` does not have. Lines move with every edit, so findings are matched by
 * message and subject; of several alike, only the surplus is new.
 */
export function newFindings(
  head: readonly LocatedFinding[],
  base: readonly LocatedFinding[],
): readonly LocatedFinding[] {
  const known = new Map<string, number>();
  for (const finding of base.filter(isOpen)) known.set(keyOf(finding), (known.get(keyOf(finding)) ?? 0) + 1);
  return head.filter(isOpen).filter((finding) => {
    const left = known.get(keyOf(finding)) ?? 0;
    known.set(keyOf(finding), left - 1);
    return left <= 0;
  });
}

function isOpen({ waived }: LocatedFinding): boolean {
  return waived === null;
}

function keyOf({ rule, severity, message, secret, environment, pointer }: LocatedFinding): string {
  return JSON.stringify([rule, severity, message, secret, environment, pointer]);
}
