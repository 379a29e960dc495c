import { createHash, randomBytes } from 'node:crypto';

/** Random bytes and values made from them. With a seed, the same calls give the same results. */
export type Random = {
  /** A whole number from 0 up to, not including, `limit`. */
  readonly below: (limit: number) => number;
  readonly uuid: () => string;
  readonly letters: (count: number) => string;
};

const ALPHANUMERIC = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const UINT32 = 2 ** 32;

/** Cryptographic unless a seed is given; a seed is for tests that compare whole answers. */
export function createRandom(seed: number | undefined): Random {
  const bytes = seed === undefined ? randomBytes : seededBytes(seed);
  const below = (limit: number) => {
    // Values in the last, incomplete run of `limit` would favour small results.
    const fair = UINT32 - (UINT32 % limit);
    for (;;) {
      const value = bytes(4).readUInt32BE(0);
      if (value < fair) return value % limit;
    }
  };
  return {
    below,
    uuid: () => formatUuid(bytes(16)),
    letters: (count) => Array.from({ length: count }, () => ALPHANUMERIC.charAt(below(ALPHANUMERIC.length))).join(''),
  };
}

/** SHA-256 of the seed and a counter: slow, but uniform and the same on every platform. */
function seededBytes(seed: number) {
  let counter = 0;
  return (size: number): Buffer => {
    counter += 1;
    return createHash('sha256').update(`${seed}/${counter}`).digest().subarray(0, size);
  };
}

export function formatUuid(bytes: Uint8Array): string {
  const hex = Buffer.from(bytes).toString('hex');
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
