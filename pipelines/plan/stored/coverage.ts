import { canonicalJson } from '../../../schemas/json/canonical.ts';
import { groupBy } from '../../../schemas/json/group-by.ts';
import { isObject } from '../../../schemas/json/object.ts';
import { segmentsOf } from '../../../schemas/json/pointer.ts';
import type { Action, Change } from '../../../schemas/plan.ts';
import { UNKNOWN } from '../attributes/policy.ts';
import { isRecordPath } from '../record/record.ts';

/**
 * The actions that go beyond those reviewed. An action is covered if a reviewed action
 * on the same secret and Region holds all its changes, or if it is the remainder of one.
 */
export function uncovered(needed: readonly Action[], reviewed: readonly Action[]): readonly Action[] {
  const bySecret = groupBy(reviewed, subjectOf);
  return needed.filter((action) => !isCovered(action, bySecret.get(subjectOf(action)) ?? []));
}

function subjectOf({ environment, secret }: Action): string {
  return `${environment}/${secret}`;
}

function isCovered(action: Action, reviewed: readonly Action[]): boolean {
  if (reviewed.length === 0) return false;
  return reviewed.some((candidate) => action.changes.every((change) => holds(candidate, action, change)));
}

function holds(reviewed: Action, needed: Action, change: Change): boolean {
  // The record only follows the other changes, and changes nothing by itself.
  if (isRecordPath(change.path)) return true;
  if (reviewed.region !== needed.region && reviewed.type !== 'create') return false;
  const found = reviewed.changes.find(({ path }) => path === change.path);
  if (found === undefined) return reviewed.changes.some((candidate) => holdsUnseen(candidate, change));
  return isSame(found.after, change.after) && (isSame(found.before, change.before) || isRemainder(reviewed, needed));
}

/**
 * For a policy that could not be read at review time: any recorded statement can be removed, and a declared one set.
 */
function holdsUnseen(reviewed: Change, needed: Change): boolean {
  const [field, part, sid] = segmentsOf(needed.path);
  if (reviewed.before !== UNKNOWN || field !== 'resourcePolicy' || part !== 'Statement' || sid === undefined)
    return false;
  const declared = isObject(reviewed.after) && isObject(reviewed.after.Statement) ? reviewed.after.Statement : {};
  return isSame(declared[sid] ?? null, needed.after);
}

/** The remainder of an interrupted create, adoption or replica replacement starts where that one stopped. */
function isRemainder(reviewed: Action, needed: Action): boolean {
  if (reviewed.type === 'replace-replica') return needed.type === 'add-replica';
  return reviewed.type === 'create' || reviewed.type === 'adopt';
}

function isSame(a: Change['before'], b: Change['before']): boolean {
  return canonicalJson(a) === canonicalJson(b);
}
