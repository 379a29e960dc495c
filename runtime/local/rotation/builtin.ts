import { randomPassword } from '../operations/password.ts';
import type { Random } from '../random.ts';
import { CURRENT, holderOf, PENDING } from '../secrets/stages.ts';
import type { Secret, SecretValue } from '../secrets/types.ts';
import { findVersion } from '../secrets/versions.ts';
import type { RotationEvent } from './types.ts';

type BuiltinContext = {
  readonly random: Random;
  /** Calls an operation with the function's identity. */
  readonly perform: (operation: 'PutSecretValue' | 'UpdateSecretVersionStage', input: object) => void;
};

/** Characters that connection strings and shells trip over. */
const EXCLUDED = '/@"\'\\`$ ';
const SENSITIVE = /pass|secret|token|key|credential/i;

/**
 * The built-in rotation function: stores a version with a new password, then makes it current. It changes the password
 * nowhere else.
 */
export function rotateBuiltin(secret: Secret, event: RotationEvent, { random, perform }: BuiltinContext): void {
  const { SecretId, ClientRequestToken } = event;
  const current = holderOf(secret.versions, CURRENT);
  if (event.Step === 'createSecret' && findVersion(secret, ClientRequestToken)?.value === undefined) {
    const value = renewed(current?.value, randomPassword({ ExcludeCharacters: EXCLUDED }, random));
    perform('PutSecretValue', { SecretId, ClientRequestToken, ...value, VersionStages: [PENDING] });
  }
  if (event.Step === 'finishSecret' && current?.versionId !== ClientRequestToken) {
    perform('UpdateSecretVersionStage', {
      SecretId,
      VersionStage: CURRENT,
      MoveToVersionId: ClientRequestToken,
      RemoveFromVersionId: current?.versionId,
    });
  }
}

/** A JSON object keeps its other keys; any other value is replaced as a whole. */
function renewed(value: SecretValue | undefined, password: string): SecretValue {
  const fields = value !== undefined && 'SecretString' in value ? parseObject(value.SecretString) : undefined;
  if (fields === undefined) return { SecretString: password };
  const keys = Object.keys(fields);
  const sensitive = keys.includes('password') ? 'password' : (keys.find((key) => SENSITIVE.test(key)) ?? 'password');
  return { SecretString: JSON.stringify({ ...fields, [sensitive]: password }) };
}

function parseObject(text: string): object | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}
