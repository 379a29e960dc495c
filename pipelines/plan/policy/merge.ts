import type { Json } from '../../../schemas/json/json.ts';
import { isObject } from '../../../schemas/json/object.ts';
import type { ResolvedSpec } from '../../../schemas/types.ts';
import { isRecorded } from '../record/record.ts';
import { declaredStatements, type PolicyStatement, sidOf } from './declared.ts';

const POLICY_VERSION = '2012-10-17';

type Document = { readonly [field: string]: Json };

/** A merged policy: declared statements, statements that Keywright does not manage, and recorded ones to remove. */
export type MergedPolicy = {
  /** By Sid, the statement before and after; null if it does not exist. */
  readonly statements: ReadonlyMap<
    string,
    { readonly before: PolicyStatement | null; readonly after: PolicyStatement | null }
  >;
  /** null: no statement is left, so there is no policy. */
  readonly document: Document | null;
};

/**
 * Replaces the statements that have a declared Sid, and removes recorded ones that are no longer declared. Every other
 * statement stays as it is, where it is.
 * @param record the tag `keywright:policy`: the Sids that Keywright set
 */
export function mergePolicy(spec: ResolvedSpec, live: Document | null, record: string | undefined): MergedPolicy {
  const declared = declaredStatements(spec);
  const present = liveStatementsOf(live);
  const presentSids = new Set(present.map(sidOf));
  const isLeaving = (sid: string) => sid !== '' && !declared.has(sid) && isRecorded(record, sid);
  const kept = present.flatMap((statement) => {
    const sid = sidOf(statement);
    return isLeaving(sid) ? [] : [declared.get(sid) ?? statement];
  });
  const added = [...declared].filter(([sid]) => !presentSids.has(sid)).map(([, statement]) => statement);
  const statements = [...kept, ...added];
  const bySid = new Map(present.map((statement) => [sidOf(statement), statement]));
  const ours = [...declared.keys(), ...[...presentSids].filter(isLeaving)].sort();
  return {
    statements: new Map(ours.map((sid) => [sid, { before: bySid.get(sid) ?? null, after: declared.get(sid) ?? null }])),
    document: statements.length === 0 ? null : { Version: POLICY_VERSION, ...headOf(live), Statement: statements },
  };
}

/** Version and Id of the live policy: another version could change the meaning of unmanaged statements. */
function headOf(live: Document | null): Document {
  const { Statement: _statements, ...head } = live ?? {};
  return head;
}

/** A single statement need not be in a list (IAM grammar). */
export function liveStatementsOf(live: Document | null): readonly PolicyStatement[] {
  const written = live?.Statement;
  return (Array.isArray(written) ? written : [written]).filter(isObject);
}
