import { existsSync, readFileSync } from 'node:fs';
import type { Session } from '../identity.ts';
import type { Secret, SecretValue } from '../secrets/types.ts';
import { readRequest } from '../wire/shapes.ts';
import { FORMAT, placeOf, recordShape, type SecretRecord, valueShape, withValues } from './records.ts';
import type { Seal } from './seal.ts';

/** The contents of a state file, by ARN and by access key ID. */
type Contents = { readonly secrets: Map<string, Secret>; readonly sessions: Map<string, Session> };

/** Reads a state file; throws if it is not a state file, is damaged, or is encrypted with another key. */
export function readJournal(path: string, seal: Seal): Contents {
  const records = new Map<string, SecretRecord>();
  const values = new Map<string, SecretValue>();
  const sessions = new Map<string, Session>();
  for (const [index, text] of completeLines(path).entries()) {
    const { format, secret, value, removed, session } = parseLine(text, `${path}:${index + 1}`);
    if (format !== undefined && format !== FORMAT) throw new Error(`${path} has the unknown format ${format}.`);
    if (secret !== undefined) records.set(secret.arn, secret);
    if (value !== undefined) values.set(placeOf(value.arn, value.versionId), openValue(value, seal, path));
    if (removed !== undefined) records.delete(removed);
    if (session !== undefined) sessions.set(session.accessKeyId, session);
  }
  const secrets = [...records.values()].map((record) =>
    withValues(record, (versionId) => values.get(placeOf(record.arn, versionId))),
  );
  return { secrets: new Map(secrets.map((secret) => [secret.arn, secret])), sessions };
}

/** A line that a crash cut short was never acknowledged. */
function completeLines(path: string): readonly string[] {
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8').split('\n').slice(0, -1);
}

function parseLine(text: string, place: string) {
  try {
    return readRequest(recordShape, JSON.parse(text));
  } catch (cause) {
    throw new Error(`${place} is not a record of the local endpoint's state.`, { cause });
  }
}

function openValue(value: { arn: string; versionId: string; sealed: string }, seal: Seal, path: string): SecretValue {
  const plaintext = unsealed(value, seal, path);
  const { SecretString, SecretBinary = '' } = readRequest(valueShape, JSON.parse(plaintext));
  return SecretString === undefined ? { SecretBinary } : { SecretString };
}

function unsealed(
  { arn, versionId, sealed }: { arn: string; versionId: string; sealed: string },
  seal: Seal,
  path: string,
): string {
  try {
    return seal.open(sealed, placeOf(arn, versionId));
  } catch (cause) {
    throw new Error(`${path} can't be decrypted with ${path}.key.`, { cause });
  }
}
