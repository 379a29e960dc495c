import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';

/** Encrypts and decrypts; `context` binds a ciphertext to its place. */
export type Seal = {
  readonly seal: (plaintext: string, context: string) => string;
  readonly open: (sealed: string, context: string) => string;
};

const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** AES-256-GCM with the key in a file that only its owner can read; `create` makes a new one. */
export function openSeal(keyPath: string, create: boolean): Seal {
  const key = create ? createKey(keyPath) : readFileSync(keyPath);
  if (key.length !== KEY_BYTES) throw new Error(`${keyPath} is not a key of ${KEY_BYTES} bytes.`);
  return {
    seal(plaintext, context) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(context));
      const body = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64');
    },
    open(sealed, context) {
      const bytes = Buffer.from(sealed, 'base64');
      const iv = bytes.subarray(0, IV_BYTES);
      const decipher = createDecipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(context));
      decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
      return decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
    },
  };
}

/** Writes the key to disk before anything is encrypted with it. */
function createKey(path: string): Buffer {
  const key = randomBytes(KEY_BYTES);
  const file = openSync(path, 'wx', 0o600);
  writeSync(file, key);
  fsyncSync(file);
  closeSync(file);
  return key;
}
