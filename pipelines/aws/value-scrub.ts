import { AwsFailure, factsOf } from './failure.ts';

/**
 * Carries out a call that holds secret texts. Should it fail, the error that leaves here cannot quote them: a server
 * may echo a request in its message, and the SDK keeps requests and responses on its errors.
 */
export async function withoutQuoting<Result>(secrets: readonly string[], call: () => Promise<Result>): Promise<Result> {
  try {
    return await call();
  } catch (error) {
    const { name, message, requestId } = factsOf(error);
    const isQuoted = secrets.some((secret) => quotations(secret).some((quotation) => message.includes(quotation)));
    throw new AwsFailure(
      name,
      isQuoted ? 'AWS quotes the value in its message, which is withheld.' : message,
      requestId,
    );
  }
}

/** The forms in which a text may turn up in a message. */
function quotations(secret: string): readonly string[] {
  if (secret === '') return [];
  return [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    Buffer.from(secret).toString('base64').replace(/=+$/, ''),
  ];
}
