import { randomUUID } from 'node:crypto';
import { type Aws, send } from './aws.ts';
import { api, type Behaviour, commonErrors, from, guide } from './behaviour.ts';
import { create, equal, get, holds } from './expect.ts';

const other = (aws: Aws, accountId: string): Aws['target'] => ({
  ...aws.target,
  credentials: { accessKeyId: accountId, secretAccessKey: 'x' },
});

async function plain(aws: Aws, headers: Record<string, string>, body = '{}') {
  const response = await fetch(aws.target.url, { method: 'POST', headers, body });
  const answer: unknown = await response.json();
  return { status: response.status, text: JSON.stringify(answer) };
}

const target = { 'x-amz-target': 'secretsmanager.ListSecrets', 'content-type': 'application/x-amz-json-1.1' };

export const protocol: readonly Behaviour[] = [
  ...from(commonErrors, {
    'an error is HTTP 400 with its type and a message': async (aws) => {
      const { status, fields } = await aws.call('DescribeSecret', { SecretId: aws.name });
      equal([status, fields.__type], [400, 'ResourceNotFoundException']);
      holds(typeof fields.Message === 'string' || typeof fields.message === 'string', 'it has a message');
    },
    'every answer has a request id': async (aws) => {
      const response = await fetch(aws.target.url, { method: 'POST', headers: target, body: '{}' });
      await response.text();
      holds(response.headers.has('x-amzn-requestid'), 'the header is there');
    },
    'a request without a signature is a MissingAuthenticationTokenException': async (aws) => {
      const { status, text } = await plain(aws, target);
      holds(status >= 400 && status < 500 && text.includes('MissingAuthenticationToken'), `${status} ${text}`);
    },
    'a signature that lacks parts is an IncompleteSignatureException': async (aws) => {
      const { status, text } = await plain(aws, { ...target, authorization: 'AWS4-HMAC-SHA256 Credential=a' });
      holds(status >= 400 && status < 500 && text.includes('IncompleteSignature'), `${status} ${text}`);
    },
    'an operation that is none is an UnknownOperationException': (aws) =>
      aws.fails('MakeCoffee', {}, 'UnknownOperationException'),
    'a body that is not JSON is a SerializationException': async (aws) => {
      const { status, fields } = await send(aws.target, 'ListSecrets', '{');
      equal([status, fields.__type], [400, 'SerializationException']);
    },
    'a member of the wrong type is a SerializationException': (aws) =>
      aws.fails('DescribeSecret', { SecretId: 5 }, 'SerializationException'),
    'members that are not known are ignored': async (aws) => {
      await aws.ok('ListSecrets', { Unknown: { deep: [1] } });
    },
    'a required member that is missing is refused': (aws) =>
      aws.fails('DescribeSecret', {}, 'ValidationException', 'InvalidParameterException'),
  }),
  ...from(guide('asm_access'), {
    'every Region has its own secrets': async (aws) => {
      const there = aws.in('eu-central-1');
      await create(aws, { SecretString: 'here' });
      await there.fails('GetSecretValue', { SecretId: aws.name }, 'ResourceNotFoundException');
      await create(there, { SecretString: 'there' });
      equal((await get(aws)).SecretString, 'here');
    },
  }),
  ...from(guide('auth-and-access_examples_cross'), {
    'another account sees nothing without a resource policy': async (aws) => {
      const { ARN } = await create(aws, { SecretString: 'x' });
      const { status, fields } = await send(
        other(aws, '999988887777'),
        'GetSecretValue',
        JSON.stringify({ SecretId: ARN }),
      );
      equal(status, 400);
      holds(
        ['AccessDeniedException', 'ResourceNotFoundException'].includes(String(fields.__type)),
        String(fields.__type),
      );
    },
    'names are an account’s own': async (aws) => {
      await create(aws, { SecretString: 'x' });
      const body = JSON.stringify({ Name: aws.name, SecretString: 'y', ClientRequestToken: randomUUID() });
      equal((await send(other(aws, '999988887777'), 'CreateSecret', body)).status, 200);
      equal((await get(aws)).SecretString, 'x');
    },
  }),
  ...from(api('GetSecretValue'), {
    'an ARN of another Region finds nothing': async (aws) => {
      const { ARN } = await create(aws, { SecretString: 'x' });
      const refused = ['ResourceNotFoundException', 'InvalidParameterException', 'ValidationException'];
      await aws.in('eu-central-1').fails('GetSecretValue', { SecretId: ARN }, ...refused);
    },
  }),
];
