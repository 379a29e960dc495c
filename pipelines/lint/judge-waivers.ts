import type { Waiver } from '../../schemas/declarations.ts';
import type { Estate, Finding } from '../../schemas/types.ts';
import { stageFinding } from '../declarations/finding.ts';
import { didYouMean } from '../declarations/nearest.ts';
import { MIN_WAIVER_REASON_LENGTH, WAIVER_EXPIRING_DAYS } from '../rules/limits.ts';
import type { Rule } from '../rules/rule.ts';
import { daysBetween, isIsoDate, isoDateOf } from './dates.ts';
import type { Found } from './found.ts';
import { longestLifeInDays } from './waiver-life.ts';
import type { RegisteredWaiver } from './waiver-register.ts';

export type WaiverInput = {
  readonly found: readonly Found[];
  readonly estate: Estate;
  /** Errors leave open what is declared: what a waiver covers may be there. */
  readonly isPartial: boolean;
  /** Something could not be read at all: an Environment that a waiver names may be there. */
  readonly isUnread: boolean;
  /** All rules there are, and the ids of those that ran: a waiver of a rule that did not run may well be needed. */
  readonly rules: readonly Rule[];
  readonly ran: ReadonlySet<string>;
  readonly now: Date;
};

/** `field`: the field with the problem; null: fields are missing. */
type Fault = { readonly rule: string; readonly field: keyof Waiver | null; readonly message: string };

/** Problems of one waiver, whether or not it covers a finding. */
export function judgeWaiver({ waiver, place }: RegisteredWaiver, input: WaiverInput): readonly Finding[] {
  const missing = missingFields(waiver);
  const faults =
    missing.length > 0
      ? [{ rule: 'waiver-invalid', field: null, message: `A waiver needs ${missing.join(', ')}; add what is missing.` }]
      : waiverFaults(waiver, input);
  return faults.map(({ rule, field, message }) => ({
    ...stageFinding(rule, field === null ? place : { ...place, pointer: `${place.pointer}/${field}` }, message),
    severity: rule === 'waiver-expiring' ? 'warning' : 'error',
  }));
}

/** The schema reports missing fields too, but the waiver is still judged. */
function missingFields(waiver: Partial<Waiver>): readonly string[] {
  return (['rule', 'reason', 'owner', 'expires'] as const).filter((field) => waiver[field] === undefined);
}

function waiverFaults(waiver: Waiver, input: WaiverInput): readonly Fault[] {
  return [
    ...ruleFaults(waiver, input.rules),
    ...(input.isUnread ? [] : environmentFaults(waiver, input.estate)),
    ...reasonFaults(waiver),
    ...ownerFaults(waiver),
    ...expiryFaults(waiver, input),
  ];
}

/**
 * Reports a waiver that covers no finding although its rule ran: it is no longer needed, because the rule saw
 * everything.
 */
export function unusedWaiver({ waiver, place }: RegisteredWaiver, input: WaiverInput): readonly Finding[] {
  if (input.isPartial || !input.ran.has(waiver.rule)) return [];
  const names = input.estate.secrets.map(({ name }) => name);
  const isUnknown = waiver.secret !== undefined && !names.includes(waiver.secret);
  const message = isUnknown
    ? `No Secret is called "${waiver.secret}".${didYouMean(waiver.secret, names)}`
    : `Nothing that "${waiver.rule}" reports is covered by this waiver; remove it.`;
  return [stageFinding('waiver-unused', place, message)];
}

function ruleFaults(waiver: Waiver, rules: readonly Rule[]): readonly Fault[] {
  const rule = rules.find(({ id }) => id === waiver.rule);
  if (rule?.waivable) return [];
  if (rule !== undefined) {
    const message = `Rule "${rule.id}" can't be waived; fix what it reports and remove this waiver.`;
    return [{ rule: 'waiver-invalid', field: 'rule', message }];
  }
  const nearest = didYouMean(
    waiver.rule,
    rules.map(({ id }) => id),
  );
  return [{ rule: 'unknown-reference', field: 'rule', message: `No rule is called "${waiver.rule}".${nearest}` }];
}

function environmentFaults(waiver: Waiver, estate: Estate): readonly Fault[] {
  const known = estate.environments.map(({ name }) => name);
  return (waiver.environments ?? [])
    .filter((name) => !known.includes(name))
    .map((name) => ({
      rule: 'unknown-reference',
      field: 'environments',
      message: `No Environment is called "${name}".${didYouMean(name, known)}`,
    }));
}

function reasonFaults({ reason }: Waiver): readonly Fault[] {
  if (reason.trim().length >= MIN_WAIVER_REASON_LENGTH && !isPlaceholder(reason)) return [];
  const message = `Say in at least ${MIN_WAIVER_REASON_LENGTH} characters why this may stay as it is for now.`;
  return [{ rule: 'waiver-invalid', field: 'reason', message }];
}

function ownerFaults({ owner }: Waiver): readonly Fault[] {
  if (owner.trim() !== '') return [];
  return [{ rule: 'waiver-invalid', field: 'owner', message: 'Name the team that will resolve it.' }];
}

function isPlaceholder(reason: string): boolean {
  const isMarked =
    /^\W*(?:todo|tbd|fixme|xxx|placeholder|lorem ipsum|reason|n\/a)\b/i.test(reason) || /<[^>]*>/.test(reason);
  return isMarked || new Set(reason.toLowerCase()).size < 6;
}

function expiryFaults(waiver: Waiver, input: WaiverInput): readonly Fault[] {
  const { expires } = waiver;
  const fault = (rule: string, message: string): readonly Fault[] => [{ rule, field: 'expires', message }];
  if (!isIsoDate(expires)) return fault('waiver-invalid', 'Write the last day on which this holds as YYYY-MM-DD.');
  const daysLeft = daysBetween(isoDateOf(input.now), expires);
  if (daysLeft < 0) return fault('waiver-expired', `This expired on ${expires}; fix what it covered, or renew it.`);
  const longest = longestLifeInDays(waiver, input.estate);
  if (daysLeft > longest) {
    return fault('waiver-invalid', `This holds for ${daysLeft} days more, and the policy allows ${longest} at most.`);
  }
  if (daysLeft > WAIVER_EXPIRING_DAYS) return [];
  return fault('waiver-expiring', `This expires ${inDays(daysLeft)}; fix what it covers, or renew it.`);
}

function inDays(days: number): string {
  return days === 0 ? 'today' : days === 1 ? 'tomorrow' : `in ${days} days`;
}
