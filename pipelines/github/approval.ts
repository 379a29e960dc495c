import type { Connection } from './connection.ts';

/** The GitHub environment whose reviewers are asked about what goes beyond what was reviewed. */
export function approvalEnvironment(environment: string): string {
  return `${environment}-approval`;
}

/**
 * Whether somebody would be asked. GitHub makes an environment that a job names and nobody has created, without any
 * protection, and then the job just runs.
 */
export async function asksReviewers({ client, owner, repo }: Connection, environment: string): Promise<boolean> {
  const name = approvalEnvironment(environment);
  try {
    const { data } = await client.rest.repos.getEnvironment({ owner, repo, environment_name: name });
    return (data.protection_rules ?? []).some(({ type }) => type === 'required_reviewers');
  } catch (error) {
    if (error instanceof Error && 'status' in error && error.status === 404) return false;
    throw error;
  }
}
