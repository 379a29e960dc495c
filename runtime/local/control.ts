import type { IncomingHttpHeaders } from 'node:http';
import { ServiceError } from './errors.ts';
import type { FaultOptions } from './faults/faults.ts';
import { type Answer, jsonAnswer } from './wire/answer.ts';
import { parseJson } from './wire/body.ts';
import { boolean, decimal, integer, list, optional, readRequest, structure, text } from './wire/shapes.ts';

/** What tests in any language can control, under /_keywright/. */
export type Control = {
  readonly now: () => number;
  /** Advances the service's clock and runs the tasks that have become due. */
  readonly advance: (milliseconds: number) => void;
  readonly setFaults: (options: FaultOptions) => void;
  readonly requestCounts: () => Readonly<Record<string, number>>;
};

type ControlRequest = {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
};

export const CONTROL_PATH = '/_keywright/';

const clockInput = structure({ advanceSeconds: integer({ min: 0, max: 10 * 366 * 86_400 }) });
const rate = optional(decimal({ min: 0, max: 1 }));
const faultInput = structure({
  latencyMs: optional(integer({ min: 0, max: 3_600_000 })),
  lagMs: optional(integer({ min: 0, max: 3_600_000 })),
  throttle: optional(boolean),
  throttleRate: rate,
  errorRate: rate,
  lostReplyRate: rate,
  expiredTokenRate: rate,
  emptyPageRate: rate,
  operations: optional(list(text())),
});

/**
 * `GET clock`, `POST clock {"advanceSeconds": 86400}`, `GET requests`, `PUT faults {"errorRate": 0.1}`. Accepts only
 * JSON, which a web page can't send across origins without a preflight request.
 */
export function answerControl(request: ControlRequest, control: Control, requestId: string): Answer {
  const { method, path, headers } = request;
  if (method !== 'GET' && !headers['content-type']?.startsWith('application/json')) {
    throw new ServiceError('UnsupportedMediaTypeException', 'Send application/json.', 415);
  }
  const clock = () => jsonAnswer({ now: new Date(control.now()).toISOString() }, requestId);
  switch (`${method} ${path.slice(CONTROL_PATH.length)}`) {
    case 'GET clock':
      return clock();
    case 'POST clock':
      control.advance(readRequest(clockInput, parseJson(request.body)).advanceSeconds * 1000);
      return clock();
    case 'PUT faults':
      control.setFaults(readRequest(faultInput, parseJson(request.body)));
      return jsonAnswer({}, requestId);
    case 'GET requests':
      return jsonAnswer(control.requestCounts(), requestId);
    default:
      throw new ServiceError('UnknownOperationException', `There is no ${method} ${path}.`, 404);
  }
}
