import { AssertionError } from 'node:assert';
import { deepStrictEqual } from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { type Credentials, sign } from './sign.ts';

/** A JSON object of an answer. */
export type Fields = Readonly<Record<string, unknown>>;
export type Answer = { readonly status: number; readonly fields: Fields; readonly text: string };

export type Target = {
  readonly url: string;
  readonly region: string;
  readonly credentials: Credentials;
  /** A rotation function that the endpoint can invoke. */
  readonly rotationLambdaArn: string;
};

/** How a behaviour talks to the service: raw requests, so that the answers' own shape can be seen. */
export type Aws = {
  readonly target: Target;
  /** A name that no other behaviour uses. */
  readonly name: string;
  /** Calls an operation and expects HTTP 200. */
  readonly ok: (operation: string, input?: Fields) => Promise<Fields>;
  /** Calls an operation and expects an error of one of these types, with HTTP 400. */
  readonly fails: (operation: string, input: Fields, ...types: readonly string[]) => Promise<Fields>;
  readonly call: (operation: string, input: unknown) => Promise<Answer>;
  readonly in: (region: string) => Aws;
  /** Asks until the expectation holds, as eventually consistent answers need. */
  readonly eventually: (expectation: () => Promise<void>) => Promise<void>;
};

const ATTEMPTS = 40;
const PAUSE_MS = 50;

export function createAws(target: Target, name = `conformance/${randomUUID()}`): Aws {
  const call = (operation: string, input: unknown) => send(target, operation, JSON.stringify(input));
  return {
    target,
    name,
    call,
    async ok(operation, input = {}) {
      const { status, text, fields } = await call(operation, withToken(operation, input));
      if (status === 200) return fields;
      throw new AssertionError({ message: `${operation} answered ${status} ${text}`, actual: status, expected: 200 });
    },
    async fails(operation, input, ...types) {
      const { status, text, fields } = await call(operation, withToken(operation, input));
      const type = typeOf(fields);
      if (types.includes(type)) deepStrictEqual(status, 400);
      else
        throw new AssertionError({
          message: `${operation} answered ${status} ${text}`,
          actual: type,
          expected: types.join(' or '),
        });
      return fields;
    },
    in: (region) => createAws({ ...target, region }, name),
    async eventually(expectation) {
      for (let attempt = 1; ; attempt++) {
        try {
          return await expectation();
        } catch (error) {
          if (attempt === ATTEMPTS) throw error;
          await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
        }
      }
    },
  };
}

export const typeOf = (fields: Fields) => String(fields.__type ?? '').replace(/^.*#/, '');
export const token = () => randomUUID();

/** What SDKs do for every request that takes a token. */
function withToken(operation: string, input: Fields): Fields {
  const takesToken = ['CreateSecret', 'PutSecretValue', 'UpdateSecret', 'RotateSecret'].includes(operation);
  return takesToken && !('ClientRequestToken' in input) ? { ...input, ClientRequestToken: token() } : input;
}

export async function send(
  target: Target,
  operation: string,
  body: string,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const url = new URL(target.url);
  const request = {
    'content-type': 'application/x-amz-json-1.1',
    'x-amz-target': `secretsmanager.${operation}`,
    ...headers,
  };
  const signed = sign(
    { host: url.host, region: target.region, service: 'secretsmanager', headers: request, body },
    target.credentials,
  );
  const response = await fetch(url, { method: 'POST', headers: signed, body });
  const text = await response.text();
  return { status: response.status, fields: parse(text), text };
}

function parse(text: string): Fields {
  const parsed: unknown = text === '' ? {} : JSON.parse(text);
  return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? { ...parsed } : {};
}
