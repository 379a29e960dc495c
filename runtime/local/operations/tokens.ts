import { createHash } from 'node:crypto';
import { ServiceError } from '../errors.ts';

/** A place in a list, bound to the request that it continues. */
type Paging = { readonly MaxResults: number | undefined; readonly NextToken: string | undefined };

const DEFAULT_PAGE = 100;

/**
 * A token for `place` that only a request with the same `scope` can continue from. Stateless, so it survives a restart.
 */
export function encodeToken(place: readonly (string | number)[], scope: unknown): string {
  return Buffer.from(JSON.stringify([digest(place, scope), ...place])).toString('base64url');
}

/** The place in a token; throws InvalidNextTokenException if this endpoint did not issue it for such a request. */
export function decodeToken(token: string, scope: unknown): readonly (string | number)[] {
  const [mark, ...place] = parse(token);
  if (!place.every((part) => typeof part === 'string' || typeof part === 'number') || mark !== digest(place, scope)) {
    throw new ServiceError('InvalidNextTokenException', 'The NextToken value is invalid.');
  }
  return place;
}

/** A page of a list that is fully in memory. */
export function pageOf<T>(items: readonly T[], paging: Paging, scope: unknown) {
  const [start] = paging.NextToken === undefined ? [0] : decodeToken(paging.NextToken, scope);
  const end = Number(start) + (paging.MaxResults ?? DEFAULT_PAGE);
  const nextToken = end < items.length ? encodeToken([end], scope) : undefined;
  return { items: items.slice(Number(start), end), nextToken };
}

function parse(token: string): readonly unknown[] {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(token, 'base64url').toString());
    return Array.isArray(parsed) ? parsed : [];
  } catch {
    return [];
  }
}

const digest = (place: readonly unknown[], scope: unknown) =>
  createHash('sha256')
    .update(JSON.stringify(['keywright-token', place, scope]))
    .digest('base64url')
    .slice(0, 16);
