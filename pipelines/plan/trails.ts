import type { Trail } from '../../schemas/plan.ts';
import type { EnvironmentPlan } from './plan-environment.ts';

/** Console hosts by the Region's prefix (general reference, "AWS Management Console"). */
const CONSOLES: readonly (readonly [string, string])[] = [
  ['cn-', 'console.amazonaws.cn'],
  ['us-gov-', 'console.amazonaws-us-gov.com'],
  ['', 'console.aws.amazon.com'],
];

/** For each secret that is there and has something to be done: who did what to it, and when, as CloudTrail has it. */
export function trailsOf({ environment, actions }: EnvironmentPlan): readonly Trail[] {
  const { name, region } = environment;
  const host = CONSOLES.find(([prefix]) => region.startsWith(prefix))?.[1] ?? '';
  const arns = new Map(actions.flatMap(({ secret, arn }) => (arn === null ? [] : [[secret, arn] as const])));
  return [...arns].map(([secret, arn]) => ({
    environment: name,
    secret,
    url: `https://${region}.${host}/cloudtrailv2/home?region=${region}#/events?ResourceName=${encodeURIComponent(arn)}`,
  }));
}
