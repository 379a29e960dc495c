import type { Plan } from '../../../schemas/plan.ts';
import { ACTION_TYPES } from '../../plan/order.ts';
import type { Style } from '../report-format.ts';
import { wrap } from '../text/wrap.ts';

/** What the plan comes to, where, and what asking cost. */
export function summaryLines(plan: Plan, { columns }: Style): readonly string[] {
  return [placesOf(plan), `${capitalised(workOf(plan))}.`, requestsOf(plan)].flatMap((line) =>
    wrap(line, columns, '  '),
  );
}

function placesOf({ command, environments }: Plan): string {
  const places = environments.map(({ name, accountId, region }) => `${name} (${accountId}, ${region})`);
  return `${capitalised(command)} for ${places.join(', ')}.`;
}

function workOf({ actions, summary, refusals, orphans }: Plan): string {
  const counts = ACTION_TYPES.filter((type) => summary[type] > 0).map((type) => `${type} ${summary[type]}`);
  const work = actions.length === 0 ? 'nothing to do' : counts.join(', ');
  const rest = [
    `${summary.unchanged} unchanged`,
    ...(refusals.length > 0 ? [`${refusals.length} refused`] : []),
    ...(orphans.length > 0 ? [`${orphans.length} orphaned`] : []),
  ];
  return `${work}; ${rest.join(', ')}`;
}

function requestsOf({ requests }: Plan): string {
  const counts = Object.entries(requests).map(([operation, count]) => `${operation} ${count}`);
  return `Requests: ${counts.length === 0 ? 'none' : counts.join(', ')}.`;
}

function capitalised(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
