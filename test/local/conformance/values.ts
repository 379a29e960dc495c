import { token } from './aws.ts';
import { api, type Behaviour, from, guide } from './behaviour.ts';
import { absent, create, describe, equal, get, holds, pages, put, recent, schedule, stages } from './expect.ts';

export const values: readonly Behaviour[] = [
  ...from(api('GetSecretValue'), {
    'the current version is the default': async (aws) => {
      const { ARN, VersionId } = await create(aws, { SecretString: 'x' });
      const { CreatedDate, ...rest } = await get(aws);
      recent(CreatedDate);
      equal(rest, { ARN, Name: aws.name, VersionId, SecretString: 'x', VersionStages: ['AWSCURRENT'] });
    },
    'a binary value comes back in base64, without SecretString': async (aws) => {
      await create(aws, { SecretBinary: 'AAH+/w==' });
      const value = await get(aws);
      equal(value.SecretBinary, 'AAH+/w==');
      absent(value, 'SecretString');
    },
    'AWSPREVIOUS is the version before': async (aws) => {
      await create(aws, { SecretString: 'one' });
      await put(aws, 'two');
      equal((await get(aws, { VersionStage: 'AWSPREVIOUS' })).SecretString, 'one');
    },
    'a version id finds its version': async (aws) => {
      const { VersionId } = await create(aws, { SecretString: 'one' });
      await put(aws, 'two');
      equal((await get(aws, { VersionId })).SecretString, 'one');
    },
    'a version id and a stage must agree': async (aws) => {
      const { VersionId } = await create(aws, { SecretString: 'one' });
      await put(aws, 'two');
      equal((await get(aws, { VersionId, VersionStage: 'AWSPREVIOUS' })).SecretString, 'one');
      const wrong = { SecretId: aws.name, VersionId, VersionStage: 'AWSCURRENT' };
      await aws.fails('GetSecretValue', wrong, 'InvalidRequestException', 'ResourceNotFoundException');
    },
    'a secret without a value is a ResourceNotFoundException': async (aws) => {
      await create(aws);
      await aws.fails('GetSecretValue', { SecretId: aws.name }, 'ResourceNotFoundException');
    },
    'a stage that no version has is a ResourceNotFoundException': async (aws) => {
      await create(aws, { SecretString: 'x' });
      await aws.fails('GetSecretValue', { SecretId: aws.name, VersionStage: 'NONE' }, 'ResourceNotFoundException');
    },
    'a version that is not there is a ResourceNotFoundException': async (aws) => {
      await create(aws, { SecretString: 'x' });
      await aws.fails('GetSecretValue', { SecretId: aws.name, VersionId: token() }, 'ResourceNotFoundException');
    },
    'a version that lost its labels can still be read by id': async (aws) => {
      const { VersionId } = await create(aws, { SecretString: 'one' });
      await put(aws, 'two');
      await put(aws, 'three');
      const value = await get(aws, { VersionId });
      equal(value.SecretString, 'one');
      absent(value, 'VersionStages');
    },
    'a read leaves its day as LastAccessedDate': async (aws) => {
      await create(aws, { SecretString: 'x' });
      await get(aws);
      const date = Number((await describe(aws)).LastAccessedDate);
      equal(date % 86_400, 0);
      holds(Date.now() / 1000 - date < 2 * 86_400, 'the day is today');
    },
    'a value in its recovery window is an InvalidRequestException': async (aws) => {
      await create(aws, { SecretString: 'x' });
      await schedule(aws);
      await aws.fails('GetSecretValue', { SecretId: aws.name }, 'InvalidRequestException');
    },
    'text of any script comes back as it was': async (aws) => {
      const SecretString = 'grüße ✓ 秘密 \u0001 "\\\n';
      await create(aws, { SecretString });
      equal((await get(aws)).SecretString, SecretString);
    },
  }),
  ...from(api('PutSecretValue'), {
    'AWSCURRENT moves to the new version and AWSPREVIOUS to the one before': async (aws) => {
      const { VersionId: one } = await create(aws, { SecretString: 'one' });
      const { VersionId: two, VersionStages } = await put(aws, 'two');
      equal(VersionStages, ['AWSCURRENT']);
      equal(await stages(aws), { [String(one)]: ['AWSPREVIOUS'], [String(two)]: ['AWSCURRENT'] });
    },
    'AWSPREVIOUS is on one version only': async (aws) => {
      await create(aws, { SecretString: 'one' });
      const { VersionId: two } = await put(aws, 'two');
      const { VersionId: three } = await put(aws, 'three');
      equal(await stages(aws), { [String(two)]: ['AWSPREVIOUS'], [String(three)]: ['AWSCURRENT'] });
    },
    'labels that are named are attached instead of AWSCURRENT': async (aws) => {
      const { VersionId: one } = await create(aws, { SecretString: 'one' });
      const { VersionId: two, VersionStages } = await put(aws, 'two', { VersionStages: ['MINE'] });
      equal(VersionStages, ['MINE']);
      equal(await stages(aws), { [String(one)]: ['AWSCURRENT'], [String(two)]: ['MINE'] });
      equal((await get(aws)).SecretString, 'one');
      equal((await get(aws, { VersionStage: 'MINE' })).SecretString, 'two');
    },
    'a label moves from the version that had it': async (aws) => {
      const { VersionId: one } = await create(aws, { SecretString: 'one' });
      await put(aws, 'two', { VersionStages: ['MINE'] });
      const { VersionId: three } = await put(aws, 'three', { VersionStages: ['MINE'] });
      equal(await stages(aws), { [String(one)]: ['AWSCURRENT'], [String(three)]: ['MINE'] });
    },
    'the first version gets AWSCURRENT whatever labels are named': async (aws) => {
      await create(aws);
      const { VersionStages } = await put(aws, 'x', { VersionStages: ['MINE'] });
      equal(VersionStages, ['AWSCURRENT', 'MINE']);
    },
    'the same token and value do nothing': async (aws) => {
      await create(aws, { SecretString: 'one' });
      const ClientRequestToken = token();
      const first = await put(aws, 'two', { ClientRequestToken });
      equal(await put(aws, 'two', { ClientRequestToken }), first);
    },
    'the same token and another value are a ResourceExistsException': async (aws) => {
      const { VersionId } = await create(aws, { SecretString: 'one' });
      const wrong = { SecretId: aws.name, SecretString: 'two', ClientRequestToken: VersionId };
      await aws.fails('PutSecretValue', wrong, 'ResourceExistsException');
    },
    'a string may follow a binary value': async (aws) => {
      await create(aws, { SecretBinary: 'AA==' });
      await put(aws, 'text');
      absent(await get(aws), 'SecretBinary');
    },
    'a value is required': async (aws) => {
      await create(aws);
      await aws.fails('PutSecretValue', { SecretId: aws.name }, 'InvalidRequestException');
    },
    'a string and binary value together are refused': async (aws) => {
      await create(aws);
      const wrong = { SecretId: aws.name, SecretString: 'x', SecretBinary: 'eA==' };
      await aws.fails('PutSecretValue', wrong, 'InvalidParameterException');
    },
    'a secret that is not there is a ResourceNotFoundException': (aws) =>
      aws.fails('PutSecretValue', { SecretId: aws.name, SecretString: 'x' }, 'ResourceNotFoundException'),
    'at most 20 labels are named': async (aws) => {
      await create(aws, { SecretString: 'x' });
      const VersionStages = Array.from({ length: 21 }, (_, index) => `L${index}`);
      const wrong = { SecretId: aws.name, SecretString: 'y', VersionStages };
      await aws.fails(
        'PutSecretValue',
        wrong,
        'ValidationException',
        'InvalidParameterException',
        'LimitExceededException',
      );
    },
    'a secret in its recovery window is an InvalidRequestException': async (aws) => {
      await create(aws, { SecretString: 'x' });
      await schedule(aws);
      await aws.fails('PutSecretValue', { SecretId: aws.name, SecretString: 'y' }, 'InvalidRequestException');
    },
    'a change sets LastChangedDate': async (aws) => {
      await create(aws, { SecretString: 'x' });
      const before = Number((await describe(aws)).LastChangedDate);
      await new Promise((resolve) => setTimeout(resolve, 20));
      await put(aws, 'y');
      holds(Number((await describe(aws)).LastChangedDate) > before, 'it is later');
    },
  }),
  ...from(guide('reference_limits'), {
    'at most 20 labels are attached over all versions': async (aws) => {
      await create(aws, { SecretString: 'x' });
      const VersionStages = Array.from({ length: 19 }, (_, index) => `L${index}`);
      await put(aws, 'y', { VersionStages });
      const wrong = { SecretId: aws.name, SecretString: 'z', VersionStages: ['ONE', 'MORE'] };
      await aws.fails('PutSecretValue', wrong, 'LimitExceededException');
    },
    'versions of the last day are kept': async (aws) => {
      await create(aws, { SecretString: 'x' });
      for (let count = 0; count < 105; count++) await put(aws, `${count}`);
      const seen = await pages(
        aws,
        'ListSecretVersionIds',
        { SecretId: aws.name, IncludeDeprecated: true },
        'Versions',
      );
      equal(seen.length, 106);
    },
  }),
];
