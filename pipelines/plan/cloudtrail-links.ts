import { consoleHostOf } from '../../schemas/aws/regions.ts';
import type { Trail } from '../../schemas/plan.ts';
import type { EnvironmentPlan } from './plan-environment.ts';

/** A link to the CloudTrail events of each existing secret that has actions: who changed it, and when. */
export function cloudTrailLinks({ environment, actions }: EnvironmentPlan): readonly Trail[] {
  const { name, region } = environment;
  const host = consoleHostOf(region);
  if (host === null) return [];
  const arns = new Map(actions.flatMap(({ secret, arn }) => (arn === null ? [] : [[secret, arn] as const])));
  return [...arns].map(([secret, arn]) => ({
    environment: name,
    secret,
    url: `https://${region}.${host}/cloudtrailv2/home?region=${region}#/events?ResourceName=${encodeURIComponent(arn)}`,
  }));
}
