import { ServiceError } from '../errors.ts';

/**
 * The sender's details from a SigV4 signature. The signature itself is not verified, because the endpoint knows no
 * secret keys.
 */
export type Credential = {
  readonly accessKeyId: string;
  readonly region: string;
  readonly service: string;
  readonly sessionToken: string | undefined;
};

type Request = { readonly headers: NodeJS.Dict<string | string[]>; readonly query: URLSearchParams };

/** A signature is valid for five minutes either way. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html */
const SIGNATURE_LIFE_MS = 5 * 60_000;
const REQUIRED_PARTS = ['Credential', 'Signature', 'SignedHeaders'] as const;

/**
 * Reads the credential from the Authorization header, or from the query of a presigned request. Throws the service's
 * error for a missing, incomplete, misdirected or outdated signature.
 */
export function readCredential(request: Request, services: readonly string[], now: Date): Credential {
  const header = one(request.headers.authorization);
  const presigned = request.query.has('X-Amz-Credential');
  if (header === undefined && !presigned) {
    throw new ServiceError('MissingAuthenticationTokenException', 'Missing Authentication Token');
  }
  const parts = header === undefined ? presignedParts(request.query) : headerParts(header);
  const scope = readScope(parts.get('Credential') ?? '', services);
  refuseOutdated(one(request.headers['x-amz-date']), now);
  return {
    ...scope,
    sessionToken:
      one(request.headers['x-amz-security-token']) ?? request.query.get('X-Amz-Security-Token') ?? undefined,
  };
}

function headerParts(header: string): ReadonlyMap<string, string> {
  const separator = header.indexOf(' ');
  if (header.slice(0, separator) !== 'AWS4-HMAC-SHA256') {
    throw incomplete('Unsupported AWS signature: the algorithm must be AWS4-HMAC-SHA256.');
  }
  const pairs = header
    .slice(separator + 1)
    .split(',')
    .map((pair) => splitOnce(pair.trim(), '='));
  const parts = new Map(pairs);
  const missing = REQUIRED_PARTS.filter((part) => !parts.get(part));
  if (missing.length > 0) {
    throw incomplete(missing.map((part) => `Authorization header requires '${part}' parameter.`).join(' '));
  }
  return parts;
}

function presignedParts(query: URLSearchParams): ReadonlyMap<string, string> {
  if (!query.get('X-Amz-Signature')) throw incomplete("AWS query-string parameters must include 'X-Amz-Signature'.");
  return new Map([['Credential', query.get('X-Amz-Credential') ?? '']]);
}

function readScope(credential: string, services: readonly string[]) {
  const parts = credential.split('/');
  // An access key ID can contain a slash in theory; the scope is always the last four parts.
  const [, region = '', service = '', terminator] = parts.slice(-4);
  const accessKeyId = parts.slice(0, -4).join('/');
  if (accessKeyId === '' || terminator !== 'aws4_request') {
    throw incomplete('Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term.');
  }
  if (!services.includes(service)) {
    throw badSignature(`Credential should be scoped to correct service: '${services[0] ?? ''}'.`);
  }
  if (!/^[a-z]+(-[a-z]+)+-\d+$/.test(region)) throw badSignature('Credential should be scoped to a valid region.');
  return { accessKeyId, region, service };
}

function refuseOutdated(signedAt: string | undefined, now: Date) {
  if (signedAt === undefined) return;
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(signedAt);
  if (!match) throw incomplete(`Date must be in ISO-8601 'basic format'. Got '${signedAt}'.`);
  const [, year, month, day, hour, minute, second] = match.map(Number);
  const time = Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second);
  if (time < now.getTime() - SIGNATURE_LIFE_MS) {
    throw badSignature(
      `Signature expired: ${signedAt} is now earlier than ${basic(now, -SIGNATURE_LIFE_MS)} (${basic(now)} - 5 min.)`,
    );
  }
  if (time > now.getTime() + SIGNATURE_LIFE_MS) {
    throw badSignature(
      `Signature not yet current: ${signedAt} is still later than ${basic(now, SIGNATURE_LIFE_MS)} (${basic(now)} + 5 min.)`,
    );
  }
}

const basic = (date: Date, offsetMs = 0) =>
  new Date(date.getTime() + offsetMs).toISOString().replace(/[-:]|\.\d+/g, '');
const one = (header: string | string[] | undefined) => (Array.isArray(header) ? header[0] : header);
const incomplete = (message: string) => new ServiceError('IncompleteSignatureException', message);
const badSignature = (message: string) => new ServiceError('InvalidSignatureException', message);

function splitOnce(value: string, separator: string): [string, string] {
  const index = value.indexOf(separator);
  return index < 0 ? [value, ''] : [value.slice(0, index), value.slice(index + 1)];
}
