import { adviceFor } from './advice.ts';

/** The failure of one call in a form that is safe to print: no value, no stack, no response body. */
export class AwsFailure extends Error {
  readonly requestId: string | null;
  /** The operation that failed; null if it was not an AWS operation. */
  readonly operation: string | null;

  constructor(name: string, message: string, requestId: string | null, operation: string | null = null) {
    super(message);
    this.name = name;
    this.requestId = requestId;
    this.operation = operation;
  }
}

/** The SDK's errors don't name their operation, so the sender of a request notes it here. */
const operations = new WeakMap<object, string>();

export function noteOperation(error: unknown, operation: string): void {
  if (typeof error === 'object' && error !== null) operations.set(error, operation);
}

/** For people: AWS's own words, the request ID to quote to AWS Support, and what to do. */
export function explainFailure(error: unknown): string {
  const facts = factsOf(error);
  const request = facts.requestId === null ? '' : ` (request ${facts.requestId})`;
  const advice = adviceFor(facts.name, facts.operation);
  const operation = facts.operation === null ? '' : `${facts.operation}: `;
  return `${operation}${facts.name}: ${sentence(facts.message)}${request}${advice === null ? '' : ` ${advice}`}`;
}

export type Facts = {
  readonly name: string;
  readonly message: string;
  readonly requestId: string | null;
  readonly operation: string | null;
};

export function factsOf(error: unknown): Facts {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error), requestId: null, operation: null };
  const operation = operations.get(error) ?? null;
  if (error instanceof AwsFailure) return { ...factsIn(error), requestId: error.requestId, operation: error.operation };
  const metadata: unknown = '$metadata' in error ? error.$metadata : undefined;
  const requestId = isRecord(metadata) && typeof metadata.requestId === 'string' ? metadata.requestId : null;
  return { ...factsIn(error), requestId, operation };
}

/** The name of a connection failure is in `code`. */
function factsIn(error: Error): { readonly name: string; readonly message: string } {
  const code: unknown = 'code' in error ? error.code : undefined;
  const name = typeof code === 'string' ? code : error.name;
  return { name, message: error.message.split('\n')[0] ?? '' };
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) || text === '' ? text : `${text}.`;
}

function isRecord(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null;
}
