import {
  DescribeSecretCommand,
  GetResourcePolicyCommand,
  GetSecretValueCommand,
  paginateListSecrets,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { applyEnvironment } from '../../pipelines/aws/apply.ts';
import { type Planned, planEstate } from '../../pipelines/aws/plan-estate.ts';
import { createAwsContext } from '../../pipelines/aws/session/context.ts';
import { applyResult } from '../../pipelines/plan/apply-result.ts';
import { assemblePlan } from '../../pipelines/plan/assemble.ts';
import { decide } from '../../pipelines/plan/stored/decide.ts';
import type { ApplyResult, Plan } from '../../schemas/plan.ts';
import type { Estate } from '../../schemas/types.ts';

export type Account = {
  readonly url: string;
  readonly accountId: string;
  readonly env: { readonly [name: string]: string };
};

/** The stages of `plan` and `apply`, without files and lint. */
export async function planAndApply(account: Account, estate: Estate): Promise<{ plan: Plan; result: ApplyResult }> {
  const { planned, plan } = await observe(account, estate, 'apply');
  const results = await Promise.all(
    planned.map(async (environment) => {
      const decision = decide(environment.plan, null, false);
      if (environment.kind === 'refused' || !decision.goesAhead) return { decision, outcomes: [], awaitingValue: [] };
      const { session, desired, live } = environment;
      const applied = await applyEnvironment(session, desired, live, new AbortController().signal, () => undefined);
      return { decision, ...applied };
    }),
  );
  return { plan, result: applyResult(results, [], {}) };
}

export async function planOnly(account: Account, estate: Estate): Promise<Plan> {
  return (await observe(account, estate, 'plan')).plan;
}

async function observe({ url, accountId, env }: Account, estate: Estate, purpose: 'plan' | 'apply') {
  const credentialsFor = () => ({ accessKeyId: `LOCAL${accountId}`, secretAccessKey: 'test' });
  const context = createAwsContext({ ...env, AWS_ENDPOINT_URL: url }, credentialsFor);
  const looking = { purpose, policies: 'declared', versionDates: false } as const;
  const { planned, failures } = await planEstate(estate, estate.environments, looking, context);
  if (failures.length > 0) throw new Error(failures.join('\n'));
  const environments = planned.map(({ plan }: Planned) => plan);
  const parts = { command: 'plan' as const, environments, manifests: [], findings: [], requests: context.requests() };
  return { planned, plan: assemblePlan(parts) };
}

export function clientOf({ url, accountId }: Account, region = 'us-east-1'): SecretsManagerClient {
  const credentials = { accessKeyId: `LOCAL${accountId}`, secretAccessKey: 'test' };
  return new SecretsManagerClient({ endpoint: url, region, credentials });
}

/** The full state of every secret in the primary Region, including values and policies, by name. */
export async function snapshot(account: Account): Promise<ReadonlyMap<string, unknown>> {
  const client = clientOf(account);
  const secrets = new Map<string, unknown>();
  for await (const page of paginateListSecrets({ client }, { IncludePlannedDeletion: true })) {
    for (const { ARN: SecretId = '', Name = '', DeletedDate } of page.SecretList ?? []) {
      const {
        $metadata: _metadata,
        LastAccessedDate: _accessed,
        ...description
      } = await client.send(new DescribeSecretCommand({ SecretId }));
      const isReadable = DeletedDate === undefined;
      const hasValue = Object.values(description.VersionIdsToStages ?? {}).some((stages) =>
        stages.includes('AWSCURRENT'),
      );
      const policy = isReadable ? await client.send(new GetResourcePolicyCommand({ SecretId })) : null;
      const value = isReadable && hasValue ? await client.send(new GetSecretValueCommand({ SecretId })) : null;
      secrets.set(Name, { description, policy: policy?.ResourcePolicy, value: value?.SecretString });
    }
  }
  return secrets;
}
