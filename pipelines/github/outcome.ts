import { approvalEnvironment } from './approval.ts';
/** The outcome of a merged pull request's plan in one environment. */
export type PlanOutcome = 'applied' | 'waiting' | 'failed';

const STATUS = '<!-- keywright:status -->';

/** The comment's body with a line on the outcome below its headline, in place of an earlier one. */
export function withOutcome(body: string, outcome: PlanOutcome, environment: string, runUrl: string | null): string {
  const [marker = '', headline = '', ...rest] = body.split('\n');
  const kept = rest[1]?.startsWith(STATUS) ? rest.slice(2) : rest;
  const where = runUrl === null ? '' : ` ([run](${runUrl}))`;
  return [marker, headline, '', `${STATUS}${sentenceOf(outcome, environment)}${where}`, ...kept].join('\n');
}

function sentenceOf(outcome: PlanOutcome, environment: string): string {
  switch (outcome) {
    case 'applied':
      return '✅ **Applied**';
    case 'waiting':
      return `⏳ **Not applied**: AWS needs more than this plan, which waits for a reviewer of \`${approvalEnvironment(environment)}\``;
    case 'failed':
      return '❌ **Not applied**, or not all of it';
  }
}
