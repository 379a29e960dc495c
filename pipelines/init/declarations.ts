import type { NewEnvironment, Setup } from './setup.ts';

export function environmentFile({ name, accountId, region, tier }: NewEnvironment, { managedBy }: Setup): string {
  return `# yaml-language-server: $schema=../.schemas/environment.schema.json
apiVersion: keywright/v1
kind: Environment
metadata: { name: ${name} }
spec:
  tier: ${tier}
  managedBy: ${managedBy} # recorded on every secret; Keywright touches no others
  aws:
    accountId: "${accountId}"
    region: ${region}
`;
}

export const policyFile = `# yaml-language-server: $schema=.schemas/policy.schema.json
apiVersion: keywright/v1
kind: Policy
metadata: { name: default }
spec:
  preset: recommended
`;

export const waiversFile = `# yaml-language-server: $schema=.schemas/waivers.schema.json
apiVersion: keywright/v1
kind: Waivers
metadata: { name: platform }
spec:
  waivers: [] # each has a rule, a secret, environments, a reason, an owner and a date on which it expires
`;
