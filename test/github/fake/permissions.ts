import type { Level, Token } from './state.ts';

/** What a token needs, any one of the grants listed (GitHub documentation, "Permissions required for GitHub Apps"). */
const NEEDED: { readonly [operation: string]: { readonly level: Level; readonly scopes: readonly string[] } } = {
  'actions/download-artifact': { level: 'read', scopes: ['actions'] },
  'actions/list-artifacts-for-repo': { level: 'read', scopes: ['actions'] },
  'actions/list-workflow-runs': { level: 'read', scopes: ['actions'] },
  'checks/create': { level: 'write', scopes: ['checks'] },
  'checks/list-for-ref': { level: 'read', scopes: ['checks'] },
  'checks/update': { level: 'write', scopes: ['checks'] },
  'issues/create': { level: 'write', scopes: ['issues'] },
  'issues/create-comment': { level: 'write', scopes: ['issues', 'pull-requests'] },
  'issues/create-label': { level: 'write', scopes: ['issues', 'pull-requests'] },
  'issues/delete-comment': { level: 'write', scopes: ['issues', 'pull-requests'] },
  'issues/list-comments': { level: 'read', scopes: ['issues', 'pull-requests'] },
  'issues/list-for-repo': { level: 'read', scopes: ['issues'] },
  'issues/update': { level: 'write', scopes: ['issues'] },
  'issues/update-comment': { level: 'write', scopes: ['issues', 'pull-requests'] },
  'pulls/get': { level: 'read', scopes: ['pull-requests'] },
  'repos/get-environment': { level: 'read', scopes: ['actions'] },
  'pulls/list': { level: 'read', scopes: ['pull-requests'] },
};

/** null where the token may; otherwise what it lacks. */
export function missingPermission({ permissions }: Token, operation: string): string | null {
  const needed = NEEDED[operation];
  if (needed === undefined) return `${operation} has no permission listed`;
  const isGranted = needed.scopes.some(
    (scope) => permissions[scope] === 'write' || permissions[scope] === needed.level,
  );
  return isGranted ? null : `${operation} needs ${needed.scopes.join(' or ')}: ${needed.level}`;
}
