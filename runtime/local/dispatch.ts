import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { answerControl, CONTROL_PATH, type Control } from './control.ts';
import { ServiceError } from './errors.ts';
import type { Faults } from './faults/faults.ts';
import type { Service } from './service.ts';
import { type Request, type Task, taskFor } from './tasks.ts';
import { type Answer, jsonError, queryError } from './wire/answer.ts';
import { readBody } from './wire/body.ts';

type Hooks = {
  readonly control: Control;
  readonly faults: Faults;
  readonly count: (operation: string) => void;
  /** Resolves when the request's changes are stored. */
  readonly flush: () => Promise<void>;
  readonly done: () => void;
  readonly log: (line: string) => void;
};

/** Answers HTTP requests. */
export function createHandler(service: Service, hooks: Hooks) {
  return (message: IncomingMessage, response: ServerResponse): void => {
    const requestId = randomUUID();
    handle(message, requestId, service, hooks)
      .catch((error: unknown) => jsonError(asServiceError(error, hooks.log), requestId))
      .then((answer) => {
        send(response, answer);
        hooks.done();
      });
  };
}

/** Undefined if the fault settings drop the answer. */
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
  const answer = attempt(task, requestId, hooks.log);
  await hooks.flush();
  return hooks.faults.losesReply(task.operation) ? undefined : answer;
}

async function receive(message: IncomingMessage): Promise<Request> {
  const { headers, method = '', url = '' } = message;
  const [path = '', query] = url.split(/\?(.*)/s, 2);
  return { headers, method, path, query: new URLSearchParams(query), body: await readBody(message) };
}

function attempt({ protocol, perform }: Task, requestId: string, log: Hooks['log']): Answer {
  try {
    return perform();
  } catch (error) {
    const failure = asServiceError(error, log);
    return protocol === 'json' ? jsonError(failure, requestId) : queryError(failure, requestId);
  }
}

/** Any other exception is a bug in the endpoint, answered as the service answers its own internal errors. */
function asServiceError(error: unknown, log: Hooks['log']): ServiceError {
  if (error instanceof ServiceError) return error;
  log(`A request failed: ${error instanceof Error ? error.stack : error}`);
  return new ServiceError('InternalServiceError', 'An error occurred on the server side.', 500);
}

function send(response: ServerResponse, answer: Answer | undefined) {
  if (answer === undefined) {
    response.destroy();
    return;
  }
  response.writeHead(answer.status, { ...answer.headers, 'content-length': Buffer.byteLength(answer.body) });
  response.end(answer.body);
}
