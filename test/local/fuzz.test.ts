import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { OPERATIONS } from '../../runtime/local/operations/list.ts';
import type { LocalEndpoint } from '../../runtime/local/options.ts';
import { startLocalEndpoint } from '../../runtime/local/server.ts';
import { sign } from './conformance/sign.ts';

const HANG_MS = 5_000;
const RUNS = 1_000;
const credentials = { accessKeyId: '111122223333', secretAccessKey: 'x' };
let endpoint: LocalEndpoint;

beforeAll(async () => {
  endpoint = await startLocalEndpoint();
  for (const name of ['a', 'b', 'constructor', '__proto__']) {
    const body = JSON.stringify({
      Name: name,
      SecretString: '{"password":"x"}',
      ClientRequestToken: name.padEnd(32, '0'),
    });
    expect((await post(signed('secretsmanager.CreateSecret', body), body)).status).toBe(200);
  }
});
afterAll(() => endpoint.close());

type Answer = { readonly status: number; readonly type: string; readonly text: string };

function post(headers: Record<string, string>, body: string | Buffer, method = 'POST', path = '/'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { hostname: host, port } = new URL(endpoint.url);
    const outgoing = httpRequest({ host, port, path, method, headers, timeout: HANG_MS }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () =>
        resolve({
          status: incoming.statusCode ?? 0,
          type: incoming.headers['content-type'] ?? '',
          text: Buffer.concat(chunks).toString(),
        }),
      );
    });
    outgoing.on('timeout', () => outgoing.destroy(new Error(`no answer in ${HANG_MS} ms`)));
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

const signed = (target: string, body: string) =>
  sign(
    {
      host: new URL(endpoint.url).host,
      region: 'us-east-1',
      service: target.startsWith('Trent') ? 'kms' : 'secretsmanager',
      headers: { 'x-amz-target': target },
      body,
    },
    credentials,
  );

/** An answer of the service, or one of its errors; never a failure of the server. */
function expectWellFormed({ status, type, text }: Answer): void {
  if (status === 200 && text === '') return;
  expect([200, 400, 403, 404, 413, 415]).toContain(status);
  if (type === 'text/xml') {
    expect(text).toMatch(/^<(\w+) xmlns="[^"]+">.*<\/\1>$/s);
    return;
  }
  expect(type).toBe('application/x-amz-json-1.1');
  const parsed: unknown = JSON.parse(text);
  if (status !== 200) expect(parsed).toMatchObject({ __type: expect.stringMatching(/^[A-Za-z]+(Exception|Failure)$/) });
}

const targets = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...OPERATIONS.map(({ name }) => `secretsmanager.${name}`)) },
  fc.constantFrom(
    'TrentService.DescribeKey',
    'TrentService.ListAliases',
    'TrentService.Decrypt',
    'secretsmanager.',
    'secretsmanager.toString',
  ),
  fc.stringMatching(/^[!-~]{0,40}$/),
);

const id = fc.oneof(
  fc.constantFrom(
    'a',
    'b',
    'constructor',
    '__proto__',
    'none',
    'arn:aws:secretsmanager:us-east-1:111122223333:secret:a',
    'arn:',
    '',
  ),
  fc.string({ maxLength: 40 }),
);
const token = fc.oneof(fc.uuid(), fc.constant('a'.padEnd(32, '0')), fc.string({ maxLength: 70 }));
const anything = fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
const mostly = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 5, arbitrary }, { weight: 1, arbitrary: anything });
const region = fc.constantFrom('eu-west-1', 'us-east-1', 'us-west-2', 'x-1', '');
const policy = fc.oneof(
  fc.constant('{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}}'),
  fc.constant(
    `{"Statement":[{"Effect":"Deny","NotPrincipal":{"AWS":"111122223333"},"NotAction":["s3:*"],"Resource":"${'*a'.repeat(500)}"}]}`,
  ),
  fc.jsonValue().map((value) => JSON.stringify({ Statement: value })),
  fc.string(),
);

/** Requests that are nearly right: members of the API with values that are mostly of their kind. */
const input = fc.record(
  {
    SecretId: mostly(id),
    Name: mostly(id),
    ClientRequestToken: mostly(token),
    SecretString: mostly(fc.string()),
    SecretBinary: mostly(fc.base64String()),
    Description: mostly(fc.string()),
    KmsKeyId: mostly(
      fc.constantFrom('', 'alias/x', 'alias/aws/secretsmanager', 'nothing', 'arn:aws:kms:eu-west-1:1:key/x'),
    ),
    Tags: mostly(fc.array(fc.record({ Key: mostly(fc.string()), Value: mostly(fc.string()) }, { requiredKeys: [] }))),
    TagKeys: mostly(fc.array(fc.string())),
    VersionId: mostly(token),
    VersionStage: mostly(fc.constantFrom('AWSCURRENT', 'AWSPENDING', 'AWSPREVIOUS', 'X', '')),
    VersionStages: mostly(fc.array(fc.constantFrom('AWSCURRENT', 'AWSPENDING', 'A', 'B', ''), { maxLength: 22 })),
    RemoveFromVersionId: mostly(token),
    MoveToVersionId: mostly(token),
    MaxResults: mostly(fc.integer({ min: -1, max: 101 })),
    NextToken: mostly(fc.oneof(fc.string(), fc.base64String(), fc.constant('WyIiLDFd'))),
    Filters: mostly(
      fc.array(
        fc.record({ Key: mostly(fc.constantFrom('name', 'all', 'tag-key')), Values: mostly(fc.array(fc.string())) }),
      ),
    ),
    SortBy: mostly(fc.constantFrom('name', 'created-date', 'last-accessed-date', 'last-changed-date')),
    SortOrder: mostly(fc.constantFrom('asc', 'desc')),
    SecretIdList: mostly(fc.array(id)),
    AddReplicaRegions: mostly(
      fc.array(fc.record({ Region: mostly(region), KmsKeyId: mostly(fc.string()) }, { requiredKeys: [] })),
    ),
    RemoveReplicaRegions: mostly(fc.array(region)),
    ForceOverwriteReplicaSecret: mostly(fc.boolean()),
    RecoveryWindowInDays: mostly(fc.integer({ min: 5, max: 32 })),
    ForceDeleteWithoutRecovery: mostly(fc.boolean()),
    ResourcePolicy: mostly(policy),
    BlockPublicPolicy: mostly(fc.boolean()),
    RotationLambdaARN: mostly(fc.constantFrom('', 'arn:aws:lambda:us-east-1:111122223333:function:f', 'x')),
    RotationRules: mostly(
      fc.record(
        {
          AutomaticallyAfterDays: mostly(fc.integer({ min: 0, max: 1001 })),
          Duration: mostly(fc.constantFrom('3h', '0h', '99h', 'h')),
          ScheduleExpression: mostly(
            fc.constantFrom('rate(4 hours)', 'cron(0 0 31 2 ? *)', 'cron(0 1/5,7 ? * 2#5 *)', 'rate(0 days)'),
          ),
        },
        { requiredKeys: [] },
      ),
    ),
    RotateImmediately: mostly(fc.boolean()),
    PasswordLength: mostly(fc.integer({ min: -1, max: 5000 })),
    ExcludeCharacters: mostly(fc.string()),
    ExcludeLowercase: mostly(fc.boolean()),
    RequireEachIncludedType: mostly(fc.boolean()),
    KeyId: mostly(fc.string()),
    Marker: mostly(fc.string()),
    Limit: mostly(fc.integer()),
  },
  { requiredKeys: [] },
);

test('nearly right requests are answered, or refused as AWS refuses', async () => {
  const property = fc.asyncProperty(targets, input, async (target, members) => {
    const body = JSON.stringify(members);
    expectWellFormed(await post(signed(target, body), body));
  });
  await fc.assert(property, { numRuns: RUNS });
}, 120_000);

test('bodies that are no JSON, or not UTF-8, are refused', async () => {
  const bodies = fc.oneof(
    input
      .map((members) => Buffer.from(JSON.stringify(members)))
      .chain((whole) => fc.nat(whole.length).map((end) => whole.subarray(0, end))),
    fc.uint8Array({ maxLength: 500 }).map((bytes) => Buffer.from(bytes)),
    fc
      .constantFrom('null', '[]', '1', '"x"', '{"a":', `${'['.repeat(200_000)}`, '{"SecretId":{"__proto__":1}}')
      .map((text) => Buffer.from(text)),
  );
  const property = fc.asyncProperty(targets, bodies, async (target, body) => {
    expectWellFormed(await post(signed(target, body.toString()), body));
  });
  await fc.assert(property, { numRuns: 500 });
}, 120_000);

test('headers of any kind are answered', async () => {
  const header = fc.oneof(
    fc.stringMatching(/^[ -~]{0,80}$/),
    fc.constantFrom(
      'AWS4-HMAC-SHA256',
      'AWS4-HMAC-SHA256 Credential=',
      'AWS4-HMAC-SHA256 Credential=a/b/c/d/e, SignedHeaders=x, Signature=y',
      'AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/secretsmanager/aws4_request, SignedHeaders=x, Signature=y',
      'AWS4-HMAC-SHA256 Credential=constructor/20260101/us-east-1/secretsmanager/aws4_request, SignedHeaders=x, Signature=y',
      'AWS4-HMAC-SHA256 Credential=a/20260101/nowhere/secretsmanager/aws4_request, SignedHeaders=x, Signature=y',
      'Bearer x',
    ),
  );
  const headers = fc.record(
    {
      'x-amz-target': fc.oneof(targets, header),
      authorization: header,
      'x-amz-date': fc.oneof(header, fc.constantFrom('20150830T123600Z', '99999999T999999Z')),
      'x-amz-security-token': header,
      'content-type': fc.oneof(
        header,
        fc.constantFrom('application/x-www-form-urlencoded', 'application/x-amz-json-1.1'),
      ),
    },
    { requiredKeys: [] },
  );
  const bodies = fc.constantFrom(
    '',
    '{}',
    'Action=GetCallerIdentity',
    'Action=AssumeRole&RoleArn=x',
    'Action=%00<&Version=',
    '&&&===',
  );
  const methods = fc.constantFrom('POST', 'GET', 'PUT', 'DELETE', 'OPTIONS');
  const paths = fc.oneof(
    fc.constantFrom(
      '/',
      '/x',
      '/_keywright/clock',
      '/_keywright/faults',
      '/_keywright/',
      '/?Action=GetCallerIdentity',
      '/?X-Amz-Credential=a',
      '//',
      '/%',
    ),
    fc.webPath(),
  );
  const property = fc.asyncProperty(headers, bodies, methods, paths, async (sent, body, method, path) => {
    expectWellFormed(await post({ ...sent }, body, method, path));
  });
  await fc.assert(property, { numRuns: RUNS });
}, 120_000);

test('a body that is too large is refused', async () => {
  const body = JSON.stringify({ Name: 'a', SecretString: 'x'.repeat(2_000_000) });
  expect((await post(signed('secretsmanager.CreateSecret', body), body)).status).toBe(413);
});
