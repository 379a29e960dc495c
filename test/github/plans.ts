import { actionDigest } from '../../pipelines/plan/stored/digest.ts';
import type { Action, Plan } from '../../schemas/plan.ts';

/** A plan of one environment, with what is given over one that changes nothing. */
export function planOf(environment: string, parts: Partial<Plan> = {}): Plan {
  return {
    schema: 'keywright.plan/v1',
    command: 'plan',
    environments: [
      { name: environment, accountId: '111122223333', region: 'us-east-1', digest: `sha256:${'ab12'.repeat(16)}` },
    ],
    actions: [],
    manifests: [],
    refusals: [],
    orphans: [],
    findings: [],
    awaitingValue: [],
    summary: {
      ...{ create: 0, restore: 0, adopt: 0, 'update-metadata': 0, 'update-kms-key': 0, 'write-value': 0 },
      ...{ 'put-policy': 0, 'add-replica': 0, 'replace-replica': 0, 'remove-replica': 0, 'set-rotation': 0 },
      ...{ 'cancel-rotation': 0, delete: 0, unchanged: 0 },
    },
    requests: {},
    ...parts,
  };
}

export function actionOf(environment: string, parts: Partial<Action> & { readonly secret: string }): Action {
  const type = parts.type ?? 'update-metadata';
  const action = {
    id: `${environment}/${parts.secret}#${type}`,
    type,
    environment,
    region: 'us-east-1',
    name: `${environment}-${parts.secret}`,
    arn: null,
    effects: ['harmless' as const],
    changes: [{ path: '/description', before: 'old', after: 'new' }],
    ...parts,
  };
  return { ...action, digest: actionDigest(action) };
}
