/** The first line of everything that Keywright posts, parsed. It is an HTML comment, which GitHub does not show. */
export type Marker = {
  readonly kind: 'plan' | 'drift';
  /** Folder of the declarations within the repository: one comment per (root, environment). `.` is the top. */
  readonly root: string;
  readonly environment: string;
  /** Commit that was planned; empty for drift, which is about AWS. */
  readonly head: string;
  readonly digest: string;
};

export function markerLine({ kind, root, environment, head, digest }: Marker): string {
  const fields = [`root=${encode(root)}`, `environment=${encode(environment)}`, `head=${encode(head)}`];
  return `<!-- keywright:${kind} v1 ${fields.join(' ')} digest=${encode(digest)} -->`;
}

/** Reads the marker only if it is the very first line; a quoted or pasted one elsewhere does not count. */
export function parseMarker(body: string): Marker | null {
  const match = MARKER.exec(body);
  if (match === null) return null;
  const [, kind, root = '', environment = '', head = '', digest = ''] = match;
  if (kind !== 'plan' && kind !== 'drift') return null;
  try {
    const [r, e, h, d] = [root, environment, head, digest].map(decodeURIComponent);
    return { kind, root: r ?? '', environment: e ?? '', head: h ?? '', digest: d ?? '' };
  } catch {
    return null;
  }
}

export function isSameSubject(a: Marker, b: Pick<Marker, 'kind' | 'root' | 'environment'>): boolean {
  return a.kind === b.kind && a.root === b.root && a.environment === b.environment;
}

const MARKER = /^<!-- keywright:(\w+) v1 root=(\S*) environment=(\S*) head=(\S*) digest=(\S*) -->\r?(?:\n|$)/;

/** Percent-encoded, with no `--`, so that nothing in it ends the HTML comment. */
function encode(text: string): string {
  return encodeURIComponent(text).replaceAll('--', '%2D%2D');
}
