import type { Json } from '../../../schemas/json/json.ts';
import { isObject } from '../../../schemas/json/object.ts';
import type { ResolvedSpec } from '../../../schemas/types.ts';
import { isRecorded } from '../record/record.ts';
import { declaredStatements, type PolicyStatement, sidOf } from './declared.ts';

const POLICY_VERSION = '2012-10-17';

type Document = { readonly [field: string]: Json };

/** What a policy comes to: what we declare, what is other people's, and what was ours and goes. */
export type MergedPolicy = {
  /** Sid: the statement as it is and as it is to be; null where there is none. */
  readonly statements: ReadonlyMap<
    string,
    { readonly before: PolicyStatement | null; readonly after: PolicyStatement | null }
  >;
  /** null: no statement is left, so no policy. */
  readonly document: Document | null;
};

/**
 * Puts the declared statements in place of those of their Sid and takes out recorded ones that are declared no
 * more. Every other statement stays as it is, where it is.
 * @param record the tag `keywright:policy`: the Sids that we set
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

/** Version and Id of the policy that is there: changing the version could change what others' statements mean. */
function headOf(live: Document | null): Document {
  const { Statement: _statements, ...head } = live ?? {};
  return head;
}

/** A single statement may stand without a list (IAM grammar). */
export function liveStatementsOf(live: Document | null): readonly PolicyStatement[] {
  const written = live?.Statement;
  return (Array.isArray(written) ? written : [written]).filter(isObject);
}
