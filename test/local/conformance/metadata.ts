import type { Aws } from './aws.ts';
import { api, type Behaviour, from, guide } from './behaviour.ts';
import { absent, create, describe, equal, holds, list, matches, schedule } from './expect.ts';

const ROOT = { AWS: 'arn:aws:iam::123456789012:root' };
const policy = (Principal: unknown, rest: object = {}) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal, Action: 'secretsmanager:GetSecretValue', Resource: '*', ...rest }],
  });
const attach = (aws: Aws, ResourcePolicy: string, input: object = {}) =>
  aws.ok('PutResourcePolicy', { SecretId: aws.name, ResourcePolicy, ...input });
const tags = (count: number) => Array.from({ length: count }, (_, index) => ({ Key: `k${index}`, Value: 'v' }));
const password = async (aws: Aws, input: object = {}) =>
  String((await aws.ok('GetRandomPassword', { ...input })).RandomPassword);

export const metadata: readonly Behaviour[] = [
  ...from(api('TagResource'), {
    'tags are added, and a key that is there gets the new value': async (aws) => {
      await create(aws, { Tags: [{ Key: 'a', Value: '1' }] });
      await aws.ok('TagResource', {
        SecretId: aws.name,
        Tags: [
          { Key: 'a', Value: '2' },
          { Key: 'b', Value: '' },
        ],
      });
      const found = list((await describe(aws)).Tags).map(({ Key, Value }) => `${Key}=${Value}`);
      equal(found.sort(), ['a=2', 'b=']);
    },
    'there is no output': async (aws) => {
      await create(aws);
      const { status, fields } = await aws.call('TagResource', { SecretId: aws.name, Tags: tags(1) });
      equal([status, fields], [200, {}]);
    },
    'a key has 1 to 128 characters, a value at most 256': async (aws) => {
      await create(aws);
      for (const wrong of [{ Key: '' }, { Key: 'k'.repeat(129) }, { Key: 'k', Value: 'v'.repeat(257) }]) {
        const input = { SecretId: aws.name, Tags: [{ Value: 'v', ...wrong }] };
        await aws.fails('TagResource', input, 'ValidationException', 'InvalidParameterException');
      }
      await aws.ok('TagResource', { SecretId: aws.name, Tags: [{ Key: 'k'.repeat(128), Value: 'v'.repeat(256) }] });
    },
    'the prefix aws: is reserved': async (aws) => {
      await create(aws);
      const wrong = { SecretId: aws.name, Tags: [{ Key: 'aws:x', Value: 'v' }] };
      await aws.fails('TagResource', wrong, 'InvalidParameterException', 'ValidationException');
    },
    'a secret in its recovery window is an InvalidRequestException': async (aws) => {
      await create(aws);
      await schedule(aws);
      await aws.fails('TagResource', { SecretId: aws.name, Tags: tags(1) }, 'InvalidRequestException');
    },
    'a secret that is not there is a ResourceNotFoundException': (aws) =>
      aws.fails('TagResource', { SecretId: aws.name, Tags: tags(1) }, 'ResourceNotFoundException'),
  }),
  ...from('https://docs.aws.amazon.com/general/latest/gr/aws-service-information.html', {
    'a secret has at most 50 tags': async (aws) => {
      await create(aws, { Tags: tags(50) });
      const wrong = { SecretId: aws.name, Tags: [{ Key: 'more', Value: 'v' }] };
      await aws.fails('TagResource', wrong, 'InvalidParameterException', 'LimitExceededException');
    },
  }),
  ...from(api('UntagResource'), {
    'named tags go, and a key that is not there is no error': async (aws) => {
      await create(aws, { Tags: tags(2) });
      await aws.ok('UntagResource', { SecretId: aws.name, TagKeys: ['k0', 'none'] });
      equal((await describe(aws)).Tags, [{ Key: 'k1', Value: 'v' }]);
    },
    'keys are told apart by case': async (aws) => {
      await create(aws, { Tags: [{ Key: 'K', Value: 'v' }] });
      await aws.ok('UntagResource', { SecretId: aws.name, TagKeys: ['k'] });
      equal((await describe(aws)).Tags, [{ Key: 'K', Value: 'v' }]);
    },
  }),
  ...from(api('PutResourcePolicy'), {
    'a policy is attached and comes back as text': async (aws) => {
      const { ARN } = await create(aws);
      equal(await attach(aws, policy(ROOT)), { ARN, Name: aws.name });
      const { ResourcePolicy } = await aws.ok('GetResourcePolicy', { SecretId: aws.name });
      equal(JSON.parse(String(ResourcePolicy)), JSON.parse(policy(ROOT)));
    },
    'a policy that is not JSON is a MalformedPolicyDocumentException': async (aws) => {
      await create(aws);
      await aws.fails(
        'PutResourcePolicy',
        { SecretId: aws.name, ResourcePolicy: '{' },
        'MalformedPolicyDocumentException',
      );
    },
    'a statement without a principal is a MalformedPolicyDocumentException': async (aws) => {
      await create(aws);
      const ResourcePolicy = policy(undefined);
      await aws.fails('PutResourcePolicy', { SecretId: aws.name, ResourcePolicy }, 'MalformedPolicyDocumentException');
    },
    'an effect that is none is a MalformedPolicyDocumentException': async (aws) => {
      await create(aws);
      const ResourcePolicy = policy(ROOT, { Effect: 'Perhaps' });
      await aws.fails('PutResourcePolicy', { SecretId: aws.name, ResourcePolicy }, 'MalformedPolicyDocumentException');
    },
    'BlockPublicPolicy refuses a wildcard principal': async (aws) => {
      await create(aws);
      for (const anybody of ['*', { AWS: '*' }]) {
        const wrong = { SecretId: aws.name, ResourcePolicy: policy(anybody), BlockPublicPolicy: true };
        await aws.fails('PutResourcePolicy', wrong, 'PublicPolicyException');
      }
    },
    'BlockPublicPolicy lets a bounded policy pass': async (aws) => {
      await create(aws);
      await attach(aws, policy(ROOT), { BlockPublicPolicy: true });
      const Condition = { StringEquals: { 'aws:PrincipalOrgID': 'o-1234567890' } };
      await attach(aws, policy('*', { Condition }), { BlockPublicPolicy: true });
    },
    'public policies are not blocked by default': async (aws) => {
      await create(aws);
      await attach(aws, policy('*'));
    },
    'a policy has at most 20480 characters': async (aws) => {
      await create(aws);
      const ResourcePolicy = policy(ROOT, { Sid: 'x'.repeat(20_480) });
      await aws.fails(
        'PutResourcePolicy',
        { SecretId: aws.name, ResourcePolicy },
        'ValidationException',
        'InvalidParameterException',
      );
    },
    'a secret in its recovery window is an InvalidRequestException': async (aws) => {
      await create(aws);
      await schedule(aws);
      await aws.fails(
        'PutResourcePolicy',
        { SecretId: aws.name, ResourcePolicy: policy(ROOT) },
        'InvalidRequestException',
      );
    },
  }),
  ...from(api('GetResourcePolicy'), {
    'without a policy there is no ResourcePolicy': async (aws) => {
      const { ARN } = await create(aws);
      equal(await aws.ok('GetResourcePolicy', { SecretId: aws.name }), { ARN, Name: aws.name });
    },
  }),
  ...from(api('DeleteResourcePolicy'), {
    'the policy is gone': async (aws) => {
      const { ARN } = await create(aws);
      await attach(aws, policy(ROOT));
      equal(await aws.ok('DeleteResourcePolicy', { SecretId: aws.name }), { ARN, Name: aws.name });
      absent(await aws.ok('GetResourcePolicy', { SecretId: aws.name }), 'ResourcePolicy');
    },
  }),
  ...from(api('ValidateResourcePolicy'), {
    'a narrow policy passes': async (aws) => {
      const answer = await aws.ok('ValidateResourcePolicy', { ResourcePolicy: policy(ROOT) });
      equal(answer, { PolicyValidationPassed: true, ValidationErrors: [] });
    },
    'broad access fails, and the check is named': async (aws) => {
      const answer = await aws.ok('ValidateResourcePolicy', { ResourcePolicy: policy('*') });
      equal(answer.PolicyValidationPassed, false);
      const [{ CheckName, ErrorMessage } = { CheckName: '', ErrorMessage: '' }] = list(answer.ValidationErrors);
      for (const text of [CheckName, ErrorMessage]) holds(typeof text === 'string' && text !== '', 'it has a text');
    },
    'a policy that locks its own author out fails': async (aws) => {
      await create(aws);
      const ResourcePolicy = policy('*', { Effect: 'Deny', Action: 'secretsmanager:*' });
      const answer = await aws.ok('ValidateResourcePolicy', { SecretId: aws.name, ResourcePolicy });
      equal(answer.PolicyValidationPassed, false);
    },
    'a secret in its recovery window is an InvalidRequestException': async (aws) => {
      await create(aws);
      await schedule(aws);
      const input = { SecretId: aws.name, ResourcePolicy: policy(ROOT) };
      await aws.fails('ValidateResourcePolicy', input, 'InvalidRequestException');
    },
    'a policy with a syntax error is a MalformedPolicyDocumentException': (aws) =>
      aws.fails('ValidateResourcePolicy', { ResourcePolicy: '{' }, 'MalformedPolicyDocumentException'),
  }),
  ...from(api('GetRandomPassword'), {
    'a password has 32 characters by default, one of every type among them': async (aws) => {
      const made = await password(aws);
      equal(made.length, 32);
      for (const type of [/[a-z]/, /[A-Z]/, /[0-9]/, /[^a-zA-Z0-9 ]/]) matches(made, type);
    },
    'a length of 1 to 4096 is taken': async (aws) => {
      equal((await password(aws, { PasswordLength: 4096 })).length, 4096);
      equal((await password(aws, { PasswordLength: 1, RequireEachIncludedType: false })).length, 1);
      for (const PasswordLength of [0, 4097]) {
        await aws.fails('GetRandomPassword', { PasswordLength }, 'InvalidParameterException', 'ValidationException');
      }
    },
    'types can be excluded': async (aws) => {
      const only = { ExcludeUppercase: true, ExcludeNumbers: true, ExcludePunctuation: true };
      matches(await password(aws, only), /^[a-z]{32}$/);
      matches(await password(aws, { ...only, ExcludeUppercase: false, ExcludeLowercase: true }), /^[A-Z]{32}$/);
      matches(await password(aws, { ...only, ExcludeNumbers: false, ExcludeLowercase: true }), /^[0-9]{32}$/);
    },
    'characters can be excluded': async (aws) => {
      const ExcludeCharacters = 'aeiouAEIOU"@/\\';
      const made = await password(aws, { ExcludeCharacters, PasswordLength: 2000 });
      holds(![...ExcludeCharacters].some((character) => made.includes(character)), 'none of them is there');
    },
    'there is no space unless it is included': async (aws) => {
      holds(!(await password(aws, { PasswordLength: 4096 })).includes(' '), 'no space');
      holds((await password(aws, { PasswordLength: 4096, IncludeSpace: true })).includes(' '), 'a space');
    },
    'a length that has no room for every type is an InvalidParameterException': (aws) =>
      aws.fails('GetRandomPassword', { PasswordLength: 3 }, 'InvalidParameterException'),
    'to exclude everything is refused': (aws) =>
      aws.fails(
        'GetRandomPassword',
        { ExcludeLowercase: true, ExcludeUppercase: true, ExcludeNumbers: true, ExcludePunctuation: true },
        ...['InvalidParameterException', 'InvalidRequestException'],
      ),
    'no two passwords are the same': async (aws) => {
      equal(new Set(await Promise.all(Array.from({ length: 20 }, () => password(aws)))).size, 20);
    },
  }),
  ...from(guide('auth-and-access_resource-policies'), {
    'an explicit deny in a resource policy holds': async (aws) => {
      await create(aws, { SecretString: 'x' });
      await attach(aws, policy('*', { Effect: 'Deny' }));
      await aws.fails('GetSecretValue', { SecretId: aws.name }, 'AccessDeniedException');
    },
  }),
];
