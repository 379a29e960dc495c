import type { Connection } from './connection.ts';

/** The GitHub environment whose reviewers approve actions that go beyond those reviewed. */
export function approvalEnvironment(environment: string): string {
  return `${environment}-approval`;
}

/**
 * Whether the environment has required reviewers. If a job names an environment that does not exist, GitHub creates it
 * without any protection, and the job just runs.
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
