import { USD_PER_10_000_CALLS } from '../../../schemas/aws/limits.ts';
import { refreshIntervalOf } from '../../../schemas/kubernetes/refresh-interval.ts';
import type { DesiredSecret, Estate } from '../../../schemas/types.ts';
import { clustersOf } from '../../declarations/resolve/references.ts';
import type { EstateProblem, Rule } from '../rule.ts';

export const esoPollCost: Rule = {
  id: 'eso-poll-cost',
  category: 'access',
  title: "The clusters' polling costs more than the Policy allows.",
  severity: { normal: 'info' },
  fix: 'none',
  waivable: true,
  phase: 'check',
  alsoKnownAs: [],
  sources: [
    'https://aws.amazon.com/secrets-manager/pricing/',
    'https://external-secrets.io/latest/api/externalsecret/',
  ],
  checkEstate: ({ estate, policy: { pollBudgetUsdMonthly: budget } }) => {
    const costs = estate.desired.map((desired) => ({ desired, usd: monthlyUsd(desired, estate) }));
    const total = costs.reduce((sum, { usd }) => sum + usd, 0);
    return total > budget ? overBudget(costs, total, budget, estate) : [];
  },
};

type Cost = { readonly desired: DesiredSecret; readonly usd: number };

/** A month of 730 hours, as in the AWS Pricing Calculator. */
const SECONDS_PER_MONTH = 730 * 3600;

/** Each refresh of an ExternalSecret reads one secret once, in each namespace of each cluster. */
function monthlyUsd({ environment, spec }: DesiredSecret, estate: Estate): number {
  if (spec.state === 'absent') return 0;
  let calls = 0;
  for (const name in spec.kubernetes) {
    const { externalSecret, namespaces = [], clusters } = spec.kubernetes[name] ?? {};
    if (externalSecret === undefined || (externalSecret.refreshPolicy ?? 'Periodic') !== 'Periodic') continue;
    const { seconds } = refreshIntervalOf(externalSecret);
    if (seconds === null || seconds <= 0) continue;
    const copies = clustersOf(environment, clusters, estate.clusters).length * namespaces.length;
    calls += (SECONDS_PER_MONTH / seconds) * copies;
  }
  return (calls / 10_000) * USD_PER_10_000_CALLS;
}

function overBudget(costs: readonly Cost[], total: number, budget: number, estate: Estate): readonly EstateProblem[] {
  const dearest = costs.toSorted((a, b) => b.usd - a.usd).slice(0, 3);
  const [first] = dearest;
  if (first === undefined) return [];
  const named = dearest.map(({ desired, usd }) => `${desired.secret} in ${desired.environment} $${usd.toFixed(2)}`);
  const message =
    `Reading secrets into clusters costs about $${total.toFixed(2)} a month, and the budget is $${budget.toFixed(2)}; ` +
    `the dearest are ${named.join(', ')}: raise refreshInterval there, or the budget.`;
  if (estate.policy !== null) return [{ subject: estate.policy, pointer: '/spec/pollBudgetUsdMonthly', message }];
  return [{ subject: first.desired, pointer: '/spec/kubernetes', message }];
}
