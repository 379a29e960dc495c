import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { ServiceError, unreadable } from './errors.ts';
import type { Service } from './service.ts';
import { type Answer, jsonAnswer, jsonError, queryAnswer, queryError } from './wire/answer.ts';
import { readBody } from './wire/body.ts';
import { readCredential } from './wire/credential.ts';

type Count = (operation: string) => void;
type Hooks = {
  readonly count: Count;
  /** Resolves when what the request changed is kept. */
  readonly flush: () => Promise<void>;
  readonly done: () => void;
};
type Request = {
  readonly headers: IncomingMessage['headers'];
  readonly query: URLSearchParams;
  readonly body: Buffer;
};

/** Answers HTTP requests: by X-Amz-Target for the JSON services, by the form's Action for STS. */
export function createHandler(service: Service, { count, flush, done }: Hooks) {
  return (message: IncomingMessage, response: ServerResponse): void => {
    const requestId = randomUUID();
    receive(message)
      .then(async (request) => {
        const answer = answerTo(request, service, count, requestId);
        await flush();
        return answer;
      })
      .catch((error: unknown) => jsonError(asServiceError(error), requestId))
      .then((answer) => {
        send(response, answer);
        done();
      });
  };
}

async function receive(message: IncomingMessage): Promise<Request> {
  const { searchParams } = new URL(message.url ?? '/', 'http://localhost');
  return { headers: message.headers, query: searchParams, body: await readBody(message) };
}

function answerTo(request: Request, service: Service, count: Count, requestId: string): Answer {
  service.settle();
  const target = request.headers['x-amz-target'];
  const form = target === undefined ? formOf(request) : undefined;
  try {
    if (form !== undefined) return answerSts(request, form, service, count, requestId);
    return jsonAnswer(answerJson(String(target ?? ''), request, service, count), requestId);
  } catch (error) {
    return form === undefined
      ? jsonError(asServiceError(error), requestId)
      : queryError(asServiceError(error), requestId);
  }
}

function answerJson(target: string, request: Request, service: Service, count: Count): object | undefined {
  const [prefix, operation = ''] = target.split('.', 2);
  switch (prefix) {
    case 'secretsmanager': {
      const credential = readCredential(request, ['secretsmanager'], new Date());
      count(operation);
      return service.secretsManager(operation, parseBody(request.body), credential);
    }
    case 'TrentService': {
      const credential = readCredential(request, ['kms'], new Date());
      count(`kms:${operation}`);
      return service.kms(operation, parseBody(request.body), credential);
    }
    default:
      throw new ServiceError('UnknownOperationException', '');
  }
}

function answerSts(request: Request, form: URLSearchParams, service: Service, count: Count, requestId: string): Answer {
  const credential = readCredential(request, ['sts'], new Date());
  count(`sts:${form.get('Action') ?? ''}`);
  const { action, result } = service.sts(form, credential);
  return queryAnswer(action, result, requestId);
}

/** STS's parameters, from the form or the query; undefined for a request that has no Action. */
function formOf({ query, body }: Request): URLSearchParams | undefined {
  if (query.has('Action')) return query;
  const form = new URLSearchParams(body.toString());
  return form.has('Action') ? form : undefined;
}

function parseBody(body: Buffer): unknown {
  if (body.length === 0) return {};
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    throw unreadable('The request body is not valid JSON.');
  }
}

/** Anything else that is thrown is a bug of ours, told as the service tells its own. */
const asServiceError = (error: unknown) =>
  error instanceof ServiceError
    ? error
    : new ServiceError('InternalServiceError', 'An error occurred on the server side.', 500);

function send(response: ServerResponse, { status, headers, body }: Answer) {
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}
