import type { IncomingHttpHeaders } from 'node:http';
import { ServiceError } from './errors.ts';
import { KMS_OPERATIONS } from './kms/kms.ts';
import type { Service } from './service.ts';
import { STS_ACTIONS } from './sts/sts.ts';
import { type Answer, jsonAnswer, queryAnswer } from './wire/answer.ts';
import { parseJson } from './wire/body.ts';
import { readCredential } from './wire/credential.ts';

export type Request = {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly query: URLSearchParams;
  readonly body: Buffer;
};

/** A request as parsed for its service. */
export type Task = {
  readonly protocol: 'json' | 'query';
  /** Its name in the request counts: `ListSecrets`, `kms:DescribeKey`. */
  readonly operation: string;
  readonly perform: () => Answer;
};

/** The JSON services are named by X-Amz-Target, STS by the form's Action. Throws UnknownOperationException. */
export function taskFor(request: Request, requestId: string, service: Service): Task {
  const target = request.headers['x-amz-target'];
  const form = target === undefined ? formOf(request) : undefined;
  if (form !== undefined) return stsTask(request, form, requestId, service);
  // AWS JSON has no other method: https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html
  if (request.method !== 'POST') throw new ServiceError('UnknownOperationException', '');
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
