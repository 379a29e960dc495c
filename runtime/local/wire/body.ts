import type { IncomingMessage } from 'node:http';
import { ServiceError, unreadable } from '../errors.ts';

/** More than any valid request: a value of 64 KiB escaped sixfold, a policy and 50 tags. */
const MAX_BODY_BYTES = 1024 * 1024;

/** Reads a whole body. One that is too long is read to its end, so that the sender receives the answer. */
export async function readBody(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message) {
    if (!Buffer.isBuffer(chunk)) continue;
    size += chunk.length;
    if (size <= MAX_BODY_BYTES) chunks.push(chunk);
  }
  if (size > MAX_BODY_BYTES) throw new ServiceError('RequestEntityTooLargeException', 'The request is too large.', 413);
  return Buffer.concat(chunks);
}

/** Reads an empty body as an empty object. Throws SerializationException for anything but JSON in UTF-8. */
export function parseJson(body: Buffer): unknown {
  if (body.length === 0) return {};
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    throw unreadable('The request body is not valid JSON.');
  }
}
