import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { answerControl, CONTROL_PATH, type Control } from './control.ts';
import { ServiceError } from './errors.ts';
import type { Faults } from './faults/faults.ts';
import { KMS_OPERATIONS } from './kms/kms.ts';
import type { Service } from './service.ts';
import { STS_ACTIONS } from './sts/sts.ts';
import { type Answer, jsonAnswer, jsonError, queryAnswer, queryError } from './wire/answer.ts';
import { parseJson, readBody } from './wire/body.ts';
import { readCredential } from './wire/credential.ts';

type Hooks = {
  readonly control: Control;
  readonly faults: Faults;
  readonly count: (operation: string) => void;
  /** Resolves when what the request changed is kept. */
  readonly flush: () => Promise<void>;
  readonly done: () => void;
};

type Request = {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly query: URLSearchParams;
  readonly body: Buffer;
};

/** A request as its service understands it. */
type Task = {
  readonly protocol: 'json' | 'query';
  /** As it is counted: `ListSecrets`, `kms:DescribeKey`. */
  readonly operation: string;
  readonly perform: () => Answer;
};

/** Answers HTTP requests: by X-Amz-Target for the JSON services, by the form's Action for STS. */
export function createHandler(service: Service, hooks: Hooks) {
  return (message: IncomingMessage, response: ServerResponse): void => {
    const requestId = randomUUID();
    handle(message, requestId, service, hooks)
      .catch((error: unknown) => jsonError(asServiceError(error), requestId))
      .then((answer) => {
        send(response, answer);
        hooks.done();
      });
  };
}

/** Undefined where the answer is to be lost. */
async function handle(
  message: IncomingMessage,
  requestId: string,
  service: Service,
  hooks: Hooks,
): Promise<Answer | undefined> {
  const request = await receive(message);
  if (request.path.startsWith(CONTROL_PATH)) return answerControl(request, hooks.control, requestId);
  const task = taskFor(request, requestId, service);
  hooks.count(task.operation);
  const latencyMs = hooks.faults.latencyMs(task.operation);
  if (latencyMs > 0) await sleep(latencyMs);
  service.settle();
  const answer = attempt(task, requestId);
  await hooks.flush();
  return hooks.faults.losesReply(task.operation) ? undefined : answer;
}

async function receive(message: IncomingMessage): Promise<Request> {
  const { headers, method = '', url = '' } = message;
  const [path = '', query] = url.split(/\?(.*)/s, 2);
  return { headers, method, path, query: new URLSearchParams(query), body: await readBody(message) };
}

function attempt({ protocol, perform }: Task, requestId: string): Answer {
  try {
    return perform();
  } catch (error) {
    const failure = asServiceError(error);
    return protocol === 'json' ? jsonError(failure, requestId) : queryError(failure, requestId);
  }
}

function taskFor(request: Request, requestId: string, service: Service): Task {
  const target = request.headers['x-amz-target'];
  const form = target === undefined ? formOf(request) : undefined;
  if (form !== undefined) return stsTask(request, form, requestId, service);
  const [prefix, operation = ''] = String(target ?? '').split('.', 2);
  switch (prefix) {
    case 'secretsmanager':
      if (!service.knows(operation)) throw new ServiceError('UnknownOperationException', '');
      return jsonTask(operation, requestId, () => {
        const credential = readCredential(request, ['secretsmanager'], new Date());
        return service.secretsManager(operation, parseJson(request.body), credential);
      });
    case 'TrentService':
      if (!KMS_OPERATIONS.includes(operation)) throw new ServiceError('UnknownOperationException', '');
      return jsonTask(`kms:${operation}`, requestId, () => {
        const credential = readCredential(request, ['kms'], new Date());
        return service.kms(operation, parseJson(request.body), credential);
      });
    default:
      throw new ServiceError('UnknownOperationException', '');
  }
}

const jsonTask = (operation: string, requestId: string, run: () => object | undefined): Task => ({
  protocol: 'json',
  operation,
  perform: () => jsonAnswer(run(), requestId),
});

const stsTask = (request: Request, form: URLSearchParams, requestId: string, service: Service): Task => ({
  protocol: 'query',
  operation: `sts:${STS_ACTIONS.find((action) => action === form.get('Action')) ?? 'unknown'}`,
  perform() {
    const { action, result } = service.sts(form, readCredential(request, ['sts'], new Date()));
    return queryAnswer(action, result, requestId);
  },
});

/** STS's parameters, from the form or the query; undefined for a request that has no Action. */
function formOf({ query, body }: Request): URLSearchParams | undefined {
  if (query.has('Action')) return query;
  const form = new URLSearchParams(body.toString());
  return form.has('Action') ? form : undefined;
}

/** Anything else that is thrown is a bug of ours, told as the service tells its own. */
const asServiceError = (error: unknown) =>
  error instanceof ServiceError
    ? error
    : new ServiceError('InternalServiceError', 'An error occurred on the server side.', 500);

function send(response: ServerResponse, answer: Answer | undefined) {
  if (answer === undefined) {
    response.destroy();
    return;
  }
  response.writeHead(answer.status, { ...answer.headers, 'content-length': Buffer.byteLength(answer.body) });
  response.end(answer.body);
}
