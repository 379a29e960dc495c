import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { EnvironmentDeclaration } from '../../../schemas/declarations.ts';
import type { Refusal } from '../../../schemas/plan.ts';
import { type AwsCredentials, clientOptions, GATE, gateOf } from './client-options.ts';
import type { AwsContext } from './context.ts';
import { assumeRole, callerAccount } from './identity.ts';

/** An environment's access to AWS; its account is known to be the declared one. */
export type Session = {
  readonly environment: EnvironmentDeclaration;
  readonly context: AwsContext;
  /** One client per Region, created on first use. */
  readonly secretsManager: (region: string) => SecretsManagerClient;
  /** null: the SDK's own credential chain. */
  readonly credentials: AwsCredentials | null;
};

export type Purpose = 'plan' | 'apply';

/**
 * Opens a session for a purpose, under the environment's role for it if one is declared.
 * @returns a refusal if the credentials belong to another account than the declared one
 * @throws the SDK's error if STS can't be reached
 */
export async function openSession(
  environment: EnvironmentDeclaration,
  purpose: Purpose,
  context: AwsContext,
): Promise<Session | Refusal> {
  const { accountId, region, planRoleArn, applyRoleArn } = environment.spec.aws;
  const own = context.credentialsFor?.(accountId) ?? null;
  const roleArn = purpose === 'plan' ? planRoleArn : applyRoleArn;
  const credentials = roleArn === undefined ? own : assumeRole(context, region, own, roleArn, `keywright-${purpose}`);
  const reached = await callerAccount(context, region, credentials);
  if (reached !== accountId) return accountRefusal(environment, reached);
  return { environment, context, credentials, secretsManager: clientsByRegion(context, accountId, credentials) };
}

export function isRefusal(opened: Session | Refusal): opened is Refusal {
  return 'reason' in opened;
}

function clientsByRegion(context: AwsContext, accountId: string, credentials: AwsCredentials | null) {
  const clients = new Map<string, SecretsManagerClient>();
  return (region: string): SecretsManagerClient => {
    const client = clients.get(region) ?? createClient(context, accountId, region, credentials);
    clients.set(region, client);
    return client;
  };
}

function createClient(context: AwsContext, accountId: string, region: string, credentials: AwsCredentials | null) {
  const client = new SecretsManagerClient(clientOptions(context, region, credentials, 'SECRETS_MANAGER'));
  const gate = gateOf(context, accountId, region);
  // This middleware copies every response without its sensitive fields, for a log that Keywright does not keep.
  client.middlewareStack.remove('loggerMiddleware');
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) =>
        gate(commandName, () => next(args)),
    GATE,
  );
  return client;
}

function accountRefusal({ name, spec }: EnvironmentDeclaration, reached: string): Refusal {
  const message =
    `The credentials lead to account ${reached}, and environment "${name}" is declared in account ` +
    `${spec.aws.accountId}; use that account's credentials or role, or correct spec.aws.accountId.`;
  return { environment: name, secret: null, name, reason: 'account', message };
}
