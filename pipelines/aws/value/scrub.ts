import { AwsFailure, factsOf } from '../session/failure.ts';

/**
 * Makes a call that holds secret texts. If it fails, the error thrown cannot quote them: a server can echo the request
 * in its message, and the SDK keeps requests and responses on its errors.
 */
export async function withoutQuoting<Result>(secrets: readonly string[], call: () => Promise<Result>): Promise<Result> {
  try {
    return await call();
  } catch (error) {
    const { name, message, requestId, operation } = factsOf(error);
    const isQuoted = secrets.some((secret) => quotations(secret).some((quotation) => message.includes(quotation)));
    const told = isQuoted ? 'The message quotes the value, so it is withheld.' : message;
    throw new AwsFailure(name, told, requestId, operation);
  }
}

/** Shorter parts occur in ordinary sentences by chance; a whole value that is echoed is longer. */
const MIN_TELLING_LENGTH = 4;

/** The forms in which a text can appear in a message. */
function quotations(secret: string): readonly string[] {
  if (secret.length < MIN_TELLING_LENGTH) return [];
  return [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    Buffer.from(secret).toString('base64').replace(/=+$/, ''),
  ];
}
