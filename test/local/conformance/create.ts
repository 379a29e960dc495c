import { token } from './aws.ts';
import { api, type Behaviour, from, guide } from './behaviour.ts';
import { absent, create, describe, equal, get, matches, recent, schedule } from './expect.ts';

export const creation: readonly Behaviour[] = [
  ...from(api('CreateSecret'), {
    'the ARN is the name, a hyphen and six random characters': async (aws) => {
      const { ARN, Name } = await create(aws);
      equal(Name, aws.name);
      matches(
        ARN,
        new RegExp(`^arn:aws:secretsmanager:${aws.target.region}:\\d{12}:secret:${aws.name}-[A-Za-z0-9]{6}$`),
      );
    },
    'a value makes an initial version whose id is the token': async (aws) => {
      const ClientRequestToken = token();
      const { VersionId } = await create(aws, { SecretString: 'x', ClientRequestToken });
      equal(VersionId, ClientRequestToken);
      equal((await describe(aws)).VersionIdsToStages, { [ClientRequestToken]: ['AWSCURRENT'] });
    },
    'without a value there is no version': async (aws) => {
      absent(await create(aws), 'VersionId', 'ReplicationStatus');
      absent(await describe(aws), 'VersionIdsToStages');
    },
    'a repeated request with the same token and value is ignored': async (aws) => {
      const input = { SecretString: 'x', ClientRequestToken: token() };
      const first = await create(aws, input);
      equal(await create(aws, input), first);
    },
    'a repeated token with another value is a ResourceExistsException': async (aws) => {
      const ClientRequestToken = token();
      await create(aws, { SecretString: 'x', ClientRequestToken });
      await aws.fails(
        'CreateSecret',
        { Name: aws.name, SecretString: 'y', ClientRequestToken },
        'ResourceExistsException',
      );
    },
    'a name that exists is a ResourceExistsException': async (aws) => {
      await create(aws, { SecretString: 'x' });
      await aws.fails('CreateSecret', { Name: aws.name, SecretString: 'x' }, 'ResourceExistsException');
    },
    'the name of a secret that is scheduled for deletion is an InvalidRequestException': async (aws) => {
      await create(aws);
      await schedule(aws);
      await aws.fails('CreateSecret', { Name: aws.name }, 'InvalidRequestException');
    },
    'a string and binary value together are refused': (aws) =>
      aws.fails(
        'CreateSecret',
        { Name: aws.name, SecretString: 'x', SecretBinary: 'eA==' },
        'InvalidParameterException',
      ),
    'a name may hold letters, digits and /_+=.@-': async (aws) => {
      const Name = `${aws.name}/aZ09_+=.@-`;
      equal((await aws.ok('CreateSecret', { Name })).Name, Name);
    },
    'a name with a space is a ValidationException': (aws) =>
      aws.fails('CreateSecret', { Name: `${aws.name} x` }, 'ValidationException', 'InvalidParameterException'),
    'a name has at most 512 characters': async (aws) => {
      await aws.ok('CreateSecret', { Name: aws.name.padEnd(512, 'x') });
      await aws.fails(
        'CreateSecret',
        { Name: aws.name.padEnd(513, 'x') },
        'ValidationException',
        'InvalidParameterException',
      );
    },
    'an empty name is refused': (aws) =>
      aws.fails('CreateSecret', { Name: '' }, 'ValidationException', 'InvalidParameterException'),
    'a name is required': (aws) =>
      aws.fails('CreateSecret', { SecretString: 'x' }, 'ValidationException', 'InvalidParameterException'),
    'a description has at most 2048 characters': async (aws) => {
      const wrong = { Name: aws.name, Description: 'x'.repeat(2049) };
      await aws.fails('CreateSecret', wrong, 'ValidationException', 'InvalidParameterException');
      await create(aws, { Description: 'x'.repeat(2048) });
    },
    'a token has 32 to 64 characters': async (aws) => {
      for (const length of [31, 65]) {
        const wrong = { Name: aws.name, SecretString: 'x', ClientRequestToken: 'x'.repeat(length) };
        await aws.fails('CreateSecret', wrong, 'ValidationException', 'InvalidParameterException');
      }
      await create(aws, { SecretString: 'x', ClientRequestToken: 'x'.repeat(64) });
    },
    'a value has at most 65536 bytes': async (aws) => {
      const wrong = { Name: aws.name, SecretString: 'x'.repeat(65_537) };
      await aws.fails('CreateSecret', wrong, 'ValidationException', 'InvalidParameterException');
      await create(aws, { SecretString: 'x'.repeat(65_536) });
      equal(String((await get(aws)).SecretString).length, 65_536);
    },
    'a binary value has at most 65536 bytes': async (aws) => {
      const bytes = (size: number) => Buffer.alloc(size, 7).toString('base64');
      const wrong = { Name: aws.name, SecretBinary: bytes(65_537) };
      await aws.fails('CreateSecret', wrong, 'ValidationException', 'InvalidParameterException');
      await create(aws, { SecretBinary: bytes(65_536) });
    },
    'an empty value is refused': (aws) =>
      aws.fails(
        'CreateSecret',
        { Name: aws.name, SecretString: '' },
        'ValidationException',
        'InvalidParameterException',
      ),
    'a value without a token is refused': async (aws) => {
      const { status, fields } = await aws.call('CreateSecret', { Name: aws.name, SecretString: 'x' });
      equal([status, fields.__type], [400, 'InvalidRequestException']);
    },
    'tags come back from DescribeSecret': async (aws) => {
      const Tags = [
        { Key: 'a', Value: '1' },
        { Key: 'A', Value: '2' },
      ];
      await create(aws, { Tags });
      equal((await describe(aws)).Tags, Tags);
    },
    'Type names the partner of a managed external secret': async (aws) => {
      await create(aws, { SecretString: '{}', Type: 'SalesforceClientSecret' });
      equal((await describe(aws)).Type, 'SalesforceClientSecret');
    },
  }),
  ...from(api('DescribeSecret'), {
    'only members that have a value are there': async (aws) => {
      await create(aws);
      absent(
        await describe(aws),
        ...['Description', 'KmsKeyId', 'RotationEnabled', 'RotationLambdaARN', 'RotationRules', 'LastRotatedDate'],
        ...[
          'LastAccessedDate',
          'DeletedDate',
          'NextRotationDate',
          'OwningService',
          'ReplicationStatus',
          'Type',
          'Tags',
        ],
      );
    },
    'dates are seconds since 1970': async (aws) => {
      await create(aws);
      const { CreatedDate, LastChangedDate } = await describe(aws);
      for (const date of [CreatedDate, LastChangedDate]) recent(date);
    },
    'a key of one’s own is shown': async (aws) => {
      await create(aws, { SecretString: 'x', KmsKeyId: 'alias/conformance' });
      equal((await describe(aws)).KmsKeyId, 'alias/conformance');
    },
    'aws/secretsmanager is not shown': async (aws) => {
      await create(aws, { SecretString: 'x', KmsKeyId: 'alias/aws/secretsmanager' });
      absent(await describe(aws), 'KmsKeyId');
    },
    'a value is never shown': async (aws) => {
      await create(aws, { SecretString: 'a value' });
      absent(await describe(aws), 'SecretString', 'SecretBinary');
    },
    'a secret that is not there is a ResourceNotFoundException': (aws) =>
      aws.fails('DescribeSecret', { SecretId: aws.name }, 'ResourceNotFoundException'),
  }),
  ...from(guide('troubleshoot'), {
    'a complete ARN, a partial ARN and a name find a secret': async (aws) => {
      const { ARN } = await create(aws);
      for (const SecretId of [ARN, String(ARN).slice(0, -7), aws.name]) {
        equal((await aws.ok('DescribeSecret', { SecretId })).ARN, ARN);
      }
    },
    'a partial ARN whose name ends with a hyphen and six characters finds nothing': async (aws) => {
      const Name = `${aws.name}-abcdef`;
      const { ARN } = await aws.ok('CreateSecret', { Name });
      await aws.fails('DescribeSecret', { SecretId: String(ARN).slice(0, -7) }, 'ResourceNotFoundException');
      equal((await aws.ok('DescribeSecret', { SecretId: Name })).ARN, ARN);
    },
    'another secret’s suffix finds nothing': async (aws) => {
      const { ARN } = await create(aws);
      await aws.fails('DescribeSecret', { SecretId: `${String(ARN).slice(0, -6)}000000` }, 'ResourceNotFoundException');
    },
    'what can’t be a name is a ValidationException': (aws) =>
      aws.fails('DescribeSecret', { SecretId: 'no name!?' }, 'ValidationException'),
  }),
];
