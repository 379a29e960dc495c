import type { Connection } from './connection.ts';
import { isHiccup } from './failure.ts';

const WORKFLOW_LOGIN = 'github-actions[bot]';

/**
 * The login under which the token writes. A workflow's own token may not ask REST's /user; GraphQL's viewer answers
 * every kind of token, and one that it does not answer is taken for a workflow's.
 */
export async function ownLogin({ client }: Connection): Promise<string> {
  try {
    const { viewer } = await client.graphql<{ viewer: { login: string } }>('{ viewer { login } }');
    return viewer.login;
  } catch (error) {
    if (isHiccup(error)) throw error;
    return WORKFLOW_LOGIN;
  }
}
