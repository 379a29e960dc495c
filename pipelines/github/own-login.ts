import type { Connection } from './connection.ts';

/**
 * The login under which the token writes. A workflow's own token may not ask REST's /user; GraphQL's viewer answers
 * every kind of token.
 */
export async function ownLogin({ client }: Connection): Promise<string> {
  const { viewer } = await client.graphql<{ viewer: { login: string } }>('{ viewer { login } }');
  return viewer.login;
}
