import { bundleSchema } from '../../schemas/bundle-schema.ts';
import { kinds } from '../../schemas/kinds.ts';
import { environmentFile, policyFile, waiversFile } from './declarations.ts';
import { adaptWorkflow } from './workflow.ts';

export type NewEnvironment = {
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  readonly tier: 'production' | 'staging' | 'development';
};

/** The facts that `init` has about the repository it sets up. */
export type Setup = {
  /** `OWNER/NAME`: the owner recorded on every secret. */
  readonly managedBy: string;
  /** `@ORG/TEAM`: reviewers of policy, waivers and workflows. */
  readonly owners: string;
  readonly environments: readonly NewEnvironment[];
  /** The action as workflows name it, `OWNER/NAME@COMMIT`, and a comment on the version behind the commit. */
  readonly action: { readonly uses: string; readonly version: string };
  /** This project's own workflows by file name, the source of the new ones. */
  readonly workflows: { readonly [name: string]: string };
};

/**
 * A file to write. `lines`: missing lines are added to an existing file; `refresh`: generated, so replaced; `keep`: an
 * existing file stays as it is.
 */
export type ScaffoldFile = {
  readonly path: string;
  readonly text: string;
  readonly existing: 'lines' | 'refresh' | 'keep';
};

/** All files that `init` puts into a repository, sorted by path. Pure. */
export function scaffold(setup: Setup): readonly ScaffoldFile[] {
  const keep = (path: string, text: string): ScaffoldFile => ({ path, text, existing: 'keep' });
  const files: readonly ScaffoldFile[] = [
    ...setup.environments.map((one) => keep(`secrets.d/environments/${one.name}.yaml`, environmentFile(one, setup))),
    keep('secrets.d/policy.yaml', policyFile),
    keep('secrets.d/waivers.yaml', waiversFile),
    ...kinds.map(({ kind }) => schemaFile(kind)),
    ...Object.entries(setup.workflows).map(([name, text]) =>
      keep(`.github/workflows/${name}`, adaptWorkflow(text, setup.action)),
    ),
    keep('.github/dependabot.yml', dependabot),
    keep('.github/CODEOWNERS', codeowners(setup.owners)),
    keep('.vscode/settings.json', `${JSON.stringify(editorSettings, null, 2)}\n`),
    keep('.vscode/extensions.json', `${JSON.stringify({ recommendations: ['redhat.vscode-yaml'] }, null, 2)}\n`),
    { path: '.gitattributes', text: 'manifests/** linguist-generated=true\n', existing: 'lines' },
    { path: '.gitignore', text: '.keywright/\n', existing: 'lines' },
  ];
  return [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Next to the declarations, so that an editor needs neither network access nor an installed package. */
const SCHEMAS = 'secrets.d/.schemas';

function schemaFile(kind: (typeof kinds)[number]['kind']): ScaffoldFile {
  const text = `${JSON.stringify(bundleSchema(kind), null, 2)}\n`;
  return { path: `${SCHEMAS}/${kind.toLowerCase()}.schema.json`, text, existing: 'refresh' };
}

/** These folders are only a convention: Keywright reads any layout, and a `$schema` line in a file takes precedence. */
const editorSettings = {
  'yaml.schemas': {
    [`./${SCHEMAS}/environment.schema.json`]: 'secrets.d/environments/*.yaml',
    [`./${SCHEMAS}/cluster.schema.json`]: 'secrets.d/clusters/*.yaml',
    [`./${SCHEMAS}/secret.schema.json`]: 'secrets.d/secrets/**/*.yaml',
    [`./${SCHEMAS}/policy.schema.json`]: 'secrets.d/policy.yaml',
    [`./${SCHEMAS}/waivers.schema.json`]: 'secrets.d/waivers.yaml',
  },
  'files.readonlyInclude': { 'manifests/**': true },
};

/** New versions of actions are proposed only after a week: most bad releases are found sooner. */
const dependabot = `version: 2
updates:
  - package-ecosystem: github-actions
    directory: /
    schedule:
      interval: weekly
    cooldown:
      default-days: 7
    groups:
      actions:
        patterns: ["*"]
`;

/**
 * Owners of the files that can loosen the rules. Takes effect once the protection of the default branch requires
 * reviews from code owners.
 */
function codeowners(owners: string): string {
  return `# Who reviews what loosens the rules or moves the limits, beside the reviewers of every change.
/.github/                 ${owners}
/secrets.d/environments/  ${owners}
/secrets.d/policy.yaml    ${owners}
/secrets.d/waivers.yaml   ${owners}
`;
}
