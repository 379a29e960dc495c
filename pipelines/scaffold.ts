import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DECLARATIONS_FOLDER } from './read.ts';

/** What a repository begins with: a policy, an environment and a secret. */
const FILES: { readonly [path: string]: string } = {
  'policy.yaml': `apiVersion: keywright/v1
kind: Policy
metadata: { name: default }
spec:
  preset: recommended
  requiredTags: [Owner]
`,
  'environments/dev.yaml': `apiVersion: keywright/v1
kind: Environment
metadata: { name: dev }
spec:
  tier: development # production and staging are stricter
  managedBy: example-org/secrets # recorded on every secret; no others are touched
  aws:
    accountId: "111122223333"
    region: us-east-1
  nameTemplate: "{environment}/{name}"
  defaults: # under every Secret's spec
    recoveryWindowInDays: 7
`,
  'secrets/example.yaml': `apiVersion: keywright/v1
kind: Secret
metadata: { name: example }
spec:
  type: application
  owner: team-example
  description: Login of the example application
  environments: [dev]
  publicKeys: [username] # may be a literal; every other key is sensitive
  value:
    username: example
    password: { generate: { passwordLength: 32 } } # by AWS; nobody sees it
    # api_key: { fromEnv: EXAMPLE_API_KEY }          # from the environment of "keywright apply"
    # token: { external: true }                      # given with "keywright put"
`,
};

/**
 * Writes a first `secrets.d/` where there is none.
 * @returns the paths written, relative to `root`
 */
export function scaffold(root: string): readonly string[] {
  if (existsSync(join(root, DECLARATIONS_FOLDER))) return [];
  return Object.entries(FILES).map(([name, text]) => {
    const path = `${DECLARATIONS_FOLDER}/${name}`;
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
    return path;
  });
}
