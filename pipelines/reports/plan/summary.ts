import type { Action, Effect, Plan } from '../../../schemas/plan.ts';
import type { Style } from '../report-format.ts';
import { wrap } from '../text/wrap.ts';

/** A summary of the plan, the environments it covers, and the requests it took. */
export function summaryLines(plan: Plan, { columns }: Style): readonly string[] {
  return [placesOf(plan), workOf(plan), requestsOf(plan)].flatMap((line) => wrap(line, columns, '  '));
}

function placesOf({ command, environments }: Plan): string {
  const places = environments.map(({ name, accountId, region }) => `${name} (${accountId}, ${region})`);
  return `${command === 'plan' ? 'Plan' : 'Drift'} for ${places.join(', ')}.`;
}

/** Secrets by what happens to them, then the points that need a second look. */
function workOf(plan: Plan): string {
  const { actions, summary, refusals, orphans, awaitingValue } = plan;
  const fates = fatesOf(actions);
  const number = (fate: Fate) => [...fates.values()].filter((found) => found === fate).length;
  const secrets = [
    ...told(number('create'), 'to create'),
    ...told(number('change'), 'to change'),
    ...told(number('delete'), 'to delete'),
    `${summary.unchanged} unchanged`,
  ];
  const notable = [
    ...told(actionsWith(actions, 'replaces-live-value'), 'replacing a live value'),
    ...told(actionsWith(actions, 'irreversible'), 'that cannot be undone'),
    ...told(refusals.length, 'refused'),
    ...told(
      new Set(awaitingValue.map(({ environment, secret }) => `${environment}/${secret}`)).size,
      'awaiting a value',
    ),
    ...told(orphans.length, 'orphaned'),
  ];
  const rest = notable.length === 0 ? '' : `; ${notable.join(', ')}`;
  return `${actions.length === 0 ? 'Nothing to do: ' : ''}${secrets.join(', ')}${rest}.`;
}

type Fate = 'create' | 'change' | 'delete';

function fatesOf(actions: readonly Action[]): ReadonlyMap<string, Fate> {
  const fates = new Map<string, Fate>();
  for (const { environment, secret, type } of actions) {
    const subject = `${environment}/${secret}`;
    if (type === 'create' || type === 'delete') fates.set(subject, type);
    else if (!fates.has(subject)) fates.set(subject, 'change');
  }
  return fates;
}

function actionsWith(actions: readonly Action[], effect: Effect): number {
  return actions.filter(({ effects }) => effects.includes(effect)).length;
}

function told(number: number, what: string): readonly string[] {
  return number === 0 ? [] : [`${number} ${what}`];
}

/** The number of requests, in total and of each kind. */
export function requestsOf({ requests }: Pick<Plan, 'requests'>): string {
  const counts = Object.entries(requests);
  const total = counts.reduce((sum, [, number]) => sum + number, 0);
  return `${total} requests: ${counts.map(([operation, number]) => `${operation} ${number}`).join(', ')}.`;
}
