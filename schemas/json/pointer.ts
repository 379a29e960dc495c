/** JSON pointers (RFC 6901). */

export function childPointer(parent: string, key: string): string {
  return `${parent}/${escapeSegment(key)}`;
}

export function pointerOf(keys: readonly string[]): string {
  return keys.map((key) => `/${escapeSegment(key)}`).join('');
}

export function segmentsOf(pointer: string): readonly string[] {
  if (pointer === '') return [];
  return pointer
    .slice(1)
    .split('/')
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function escapeSegment(key: string): string {
  return key.includes('~') || key.includes('/') ? key.replaceAll('~', '~0').replaceAll('/', '~1') : key;
}
