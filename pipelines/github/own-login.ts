import type { Connection } from './connection.ts';
import { isHiccup } from './failure.ts';

const WORKFLOW_LOGIN = 'github-actions[bot]';

/**
 * The login that the token writes as. A workflow's token is not allowed to call REST's /user. GraphQL's viewer answers
 * every kind of token; a token that gets no answer is taken for a workflow's.
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
