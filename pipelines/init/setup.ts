export type NewEnvironment = {
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  readonly tier: 'production' | 'staging' | 'development';
};

/** What `init` knows of the repository that it sets up. */
export type Setup = {
  /** `OWNER/NAME`: the owner recorded on every secret. */
  readonly managedBy: string;
  /** `@ORG/TEAM`: who reviews policy, waivers and workflows. */
  readonly owners: string;
  readonly environments: readonly NewEnvironment[];
  /** The action as workflows name it, `OWNER/NAME@COMMIT`, and what to say of the commit behind it. */
  readonly action: { readonly uses: string; readonly version: string };
  /** This project's own workflows by file name, which are the source of the new ones. */
  readonly workflows: { readonly [name: string]: string };
};
