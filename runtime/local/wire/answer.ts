import type { ServiceError } from '../errors.ts';
import { element, type Xml } from './xml.ts';

export type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** Errors in the API model use `Message`; errors from the layers before the service use `message`. */
const FRAMEWORK_ERRORS = [
  'ValidationException',
  'SerializationException',
  'UnknownOperationException',
  'MissingAuthenticationTokenException',
  'IncompleteSignatureException',
  'InvalidSignatureException',
  'UnrecognizedClientException',
  'ExpiredTokenException',
  'ThrottlingException',
];
const STS_NAMESPACE = ' xmlns="https://sts.amazonaws.com/doc/2011-06-15/"';

/** AWS JSON 1.1. An operation without an output shape has an empty body. */
export const jsonAnswer = (result: object | undefined, requestId: string): Answer => ({
  status: 200,
  headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': requestId },
  body: result === undefined ? '' : JSON.stringify(result),
});

export function jsonError({ code, message, status }: ServiceError, requestId: string): Answer {
  const member = FRAMEWORK_ERRORS.includes(code) ? 'message' : 'Message';
  return {
    status,
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': requestId },
    body: JSON.stringify({ __type: code, ...(message === '' ? {} : { [member]: message }) }),
  };
}

/** The query protocol's envelope. */
export const queryAnswer = (action: string, result: readonly Xml[], requestId: string): Answer =>
  xmlAnswer(
    200,
    element(
      `${action}Response`,
      [element(`${action}Result`, result), element('ResponseMetadata', [element('RequestId', requestId)])],
      STS_NAMESPACE,
    ),
    requestId,
  );

/** The query protocol names errors without the word Exception, and refuses credentials with 403. */
export function queryError({ code, message, status }: ServiceError, requestId: string): Answer {
  const name = QUERY_NAMES[code] ?? code;
  const type = status < 500 ? 'Sender' : 'Receiver';
  const error = element('Error', [element('Type', type), element('Code', name), element('Message', message)]);
  const body = element('ErrorResponse', [error, element('RequestId', requestId)], STS_NAMESPACE);
  return xmlAnswer(name === code ? status : 403, body, requestId);
}

const QUERY_NAMES: Readonly<Record<string, string>> = {
  MissingAuthenticationTokenException: 'MissingAuthenticationToken',
  IncompleteSignatureException: 'IncompleteSignature',
  InvalidSignatureException: 'SignatureDoesNotMatch',
  UnrecognizedClientException: 'InvalidClientTokenId',
  ExpiredTokenException: 'ExpiredToken',
  AccessDeniedException: 'AccessDenied',
};

const xmlAnswer = (status: number, { xml }: Xml, requestId: string): Answer => ({
  status,
  headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId },
  body: xml,
});
