/** What went wrong in one call, in a form that may be printed: no value, no stack, no response body. */
export class AwsFailure extends Error {
  readonly requestId: string | null;

  constructor(name: string, message: string, requestId: string | null) {
    super(message);
    this.name = name;
    this.requestId = requestId;
  }
}

/** One line for people: AWS's own words, the request to quote to AWS support, and what to do. */
export function explain(error: unknown): string {
  const { name, message, requestId } = factsOf(error);
  const request = requestId === null ? '' : ` (request ${requestId})`;
  return `${name}: ${message}${request}`;
}

type Facts = { readonly name: string; readonly message: string; readonly requestId: string | null };

export function factsOf(error: unknown): Facts {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error), requestId: null };
  if (error instanceof AwsFailure) return { name: error.name, message: error.message, requestId: error.requestId };
  const metadata: unknown = '$metadata' in error ? error.$metadata : undefined;
  const requestId = isRecord(metadata) && typeof metadata.requestId === 'string' ? metadata.requestId : null;
  return { name: error.name, message: error.message, requestId };
}

function isRecord(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null;
}
