/** New versions of actions are a week old before they are proposed: most bad releases are found sooner. */
export const dependabot = `version: 2
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

/** Who may loosen the rules. Require reviews from code owners in the protection of the default branch. */
export function codeowners(owners: string): string {
  return `# Who reviews what loosens the rules or moves the limits, beside the reviewers of every change.
/.github/                 ${owners}
/secrets.d/environments/  ${owners}
/secrets.d/policy.yaml    ${owners}
/secrets.d/waivers.yaml   ${owners}
`;
}
