import type { EnvironmentDeclaration } from '../../declarations.ts';
import { pointerOf } from '../../json/pointer.ts';
import type { DesiredSecret } from '../../types.ts';
import { type Statement, statementsOf } from './statements.ts';

/** A reader in another account, and the place that declares it. */
export type ForeignReader = {
  readonly pointer: string;
  readonly accountId: string;
  readonly statement: Statement | null;
};

/** Readers and statements that give another account access. Returns early if neither is declared. */
export function foreignReaders(
  { spec }: DesiredSecret,
  { spec: { aws } }: EnvironmentDeclaration,
): readonly ForeignReader[] {
  let found: ForeignReader[] | null = null;
  for (const name in spec.readers) {
    const accountId = accountOf(spec.readers[name]?.roleArn ?? '');
    if (accountId === null || accountId === aws.accountId) continue;
    found ??= [];
    found.push({ pointer: pointerOf(['spec', 'readers', name]), accountId, statement: null });
  }
  if (spec.resourcePolicy === null) return found ?? NONE;
  const granted = statementsOf(spec.resourcePolicy)
    .filter(({ effect }) => effect === 'Allow')
    .flatMap((statement) =>
      accountsOf(statement)
        .filter((accountId) => accountId !== aws.accountId)
        .map((accountId) => ({
          pointer: statement.pointer,
          accountId,
          statement,
        })),
    );
  return [...(found ?? NONE), ...granted];
}

const NONE: readonly ForeignReader[] = [];

/** The accounts that a statement names, each once. */
export function accountsOf({ principals }: Statement): readonly string[] {
  return [...new Set(principals.map(accountOf).filter((accountId) => accountId !== null))];
}

/** The account of an ARN or a bare account id; null for services and `*`. */
function accountOf(principal: string): string | null {
  return /^(?:arn:aws[a-z-]*:(?:iam|sts)::)?(\d{12})(?::|$)/.exec(principal)?.[1] ?? null;
}
