import { token } from './aws.ts';
import { api, type Behaviour, from } from './behaviour.ts';
import { absent, create, describe, equal, get, list, put, schedule, stages } from './expect.ts';

export const changes: readonly Behaviour[] = [
  ...from(api('UpdateSecret'), {
    'a description changes without a new version': async (aws) => {
      const { ARN } = await create(aws, { SecretString: 'x', Description: 'before' });
      equal(await aws.ok('UpdateSecret', { SecretId: aws.name, Description: 'after' }), { ARN, Name: aws.name });
      equal((await describe(aws)).Description, 'after');
      equal((await get(aws)).SecretString, 'x');
    },
    'a value becomes a new current version': async (aws) => {
      const { VersionId: one } = await create(aws, { SecretString: 'x' });
      const { VersionId: two } = await aws.ok('UpdateSecret', { SecretId: aws.name, SecretString: 'y' });
      equal(await stages(aws), { [String(one)]: ['AWSPREVIOUS'], [String(two)]: ['AWSCURRENT'] });
    },
    'a value leaves the description as it was': async (aws) => {
      await create(aws, { SecretString: 'x', Description: 'kept' });
      await aws.ok('UpdateSecret', { SecretId: aws.name, SecretString: 'y' });
      equal((await describe(aws)).Description, 'kept');
    },
    'a token that is a version already is an error': async (aws) => {
      const { VersionId } = await create(aws, { SecretString: 'x' });
      const wrong = { SecretId: aws.name, SecretString: 'y', ClientRequestToken: VersionId };
      await aws.fails('UpdateSecret', wrong, 'ResourceExistsException');
    },
    'so is it where nothing but the description changes': async (aws) => {
      const { VersionId } = await create(aws, { SecretString: 'x' });
      const wrong = { SecretId: aws.name, Description: 'd', ClientRequestToken: VersionId };
      await aws.fails('UpdateSecret', wrong, 'ResourceExistsException');
      absent(await describe(aws), 'Description');
    },
    'an empty KmsKeyId goes back to aws/secretsmanager': async (aws) => {
      await create(aws, { SecretString: 'x', KmsKeyId: 'alias/conformance' });
      await aws.ok('UpdateSecret', { SecretId: aws.name, KmsKeyId: '' });
      absent(await describe(aws), 'KmsKeyId');
    },
    'a new key encrypts the labelled versions anew and no others': async (aws) => {
      await create(aws, { SecretString: 'one' });
      await put(aws, 'two');
      await put(aws, 'three');
      await aws.ok('UpdateSecret', { SecretId: aws.name, KmsKeyId: 'alias/conformance' });
      const { Versions } = await aws.ok('ListSecretVersionIds', { SecretId: aws.name, IncludeDeprecated: true });
      const keys = list(Versions).map(({ VersionStages, KmsKeyIds }) => [VersionStages ?? [], KmsKeyIds]);
      equal(keys, [
        [[], ['DefaultEncryptionKey']],
        [['AWSPREVIOUS'], ['alias/conformance']],
        [['AWSCURRENT'], ['alias/conformance']],
      ]);
    },
    'a string and binary value together are refused': async (aws) => {
      await create(aws);
      const wrong = { SecretId: aws.name, SecretString: 'x', SecretBinary: 'eA==' };
      await aws.fails('UpdateSecret', wrong, 'InvalidParameterException');
    },
    'a secret that is not there is a ResourceNotFoundException': (aws) =>
      aws.fails('UpdateSecret', { SecretId: aws.name, Description: 'x' }, 'ResourceNotFoundException'),
    'a secret in its recovery window is an InvalidRequestException': async (aws) => {
      await create(aws);
      await schedule(aws);
      await aws.fails('UpdateSecret', { SecretId: aws.name, Description: 'x' }, 'InvalidRequestException');
    },
  }),
  ...from(api('UpdateSecretVersionStage'), {
    'AWSCURRENT moves back, and AWSPREVIOUS to the version that it left': async (aws) => {
      const { VersionId: one } = await create(aws, { SecretString: 'one' });
      const { VersionId: two } = await put(aws, 'two');
      const move = { SecretId: aws.name, VersionStage: 'AWSCURRENT', MoveToVersionId: one, RemoveFromVersionId: two };
      const { ARN, Name } = await aws.ok('UpdateSecretVersionStage', move);
      equal(await stages(aws), { [String(one)]: ['AWSCURRENT'], [String(two)]: ['AWSPREVIOUS'] });
      equal((await get(aws)).SecretString, 'one');
      equal((await describe(aws)).ARN, ARN);
      equal(Name, aws.name);
    },
    'a label that no version has is attached without more': async (aws) => {
      const { VersionId } = await create(aws, { SecretString: 'x' });
      await aws.ok('UpdateSecretVersionStage', {
        SecretId: aws.name,
        VersionStage: 'MINE',
        MoveToVersionId: VersionId,
      });
      equal(await stages(aws), { [String(VersionId)]: ['AWSCURRENT', 'MINE'] });
    },
    'a label that is attached elsewhere needs RemoveFromVersionId': async (aws) => {
      const { VersionId: one } = await create(aws, { SecretString: 'one' });
      await put(aws, 'two');
      const wrong = { SecretId: aws.name, VersionStage: 'AWSCURRENT', MoveToVersionId: one };
      await aws.fails('UpdateSecretVersionStage', wrong, 'InvalidParameterException');
    },
    'RemoveFromVersionId must be where the label is': async (aws) => {
      const { VersionId: one } = await create(aws, { SecretString: 'one' });
      await put(aws, 'two');
      const { VersionId: three } = await put(aws, 'three', { VersionStages: ['MINE'] });
      const wrong = {
        SecretId: aws.name,
        VersionStage: 'AWSCURRENT',
        MoveToVersionId: one,
        RemoveFromVersionId: three,
      };
      await aws.fails('UpdateSecretVersionStage', wrong, 'InvalidParameterException');
    },
    'a label is removed where nothing to move to is named': async (aws) => {
      const { VersionId: one } = await create(aws, { SecretString: 'one' });
      const { VersionId: two } = await put(aws, 'two', { VersionStages: ['MINE'] });
      await aws.ok('UpdateSecretVersionStage', { SecretId: aws.name, VersionStage: 'MINE', RemoveFromVersionId: two });
      equal(await stages(aws), { [String(one)]: ['AWSCURRENT'] });
    },
    'AWSCURRENT can be moved but not removed': async (aws) => {
      const { VersionId } = await create(aws, { SecretString: 'x' });
      const wrong = { SecretId: aws.name, VersionStage: 'AWSCURRENT', RemoveFromVersionId: VersionId };
      await aws.fails('UpdateSecretVersionStage', wrong, 'InvalidParameterException', 'InvalidRequestException');
    },
    'a version that is not there is refused': async (aws) => {
      await create(aws, { SecretString: 'x' });
      const wrong = { SecretId: aws.name, VersionStage: 'MINE', MoveToVersionId: token() };
      await aws.fails('UpdateSecretVersionStage', wrong, 'ResourceNotFoundException', 'InvalidParameterException');
    },
    'a move to AWSPENDING’s version makes it current': async (aws) => {
      const { VersionId: one } = await create(aws, { SecretString: 'one' });
      const { VersionId: two } = await put(aws, 'two', { VersionStages: ['AWSPENDING'] });
      const move = { SecretId: aws.name, VersionStage: 'AWSCURRENT', MoveToVersionId: two, RemoveFromVersionId: one };
      await aws.ok('UpdateSecretVersionStage', move);
      equal(await stages(aws), { [String(one)]: ['AWSPREVIOUS'], [String(two)]: ['AWSCURRENT', 'AWSPENDING'] });
    },
    'a secret in its recovery window is an InvalidRequestException': async (aws) => {
      const { VersionId } = await create(aws, { SecretString: 'x' });
      await schedule(aws);
      const wrong = { SecretId: aws.name, VersionStage: 'MINE', MoveToVersionId: VersionId };
      await aws.fails('UpdateSecretVersionStage', wrong, 'InvalidRequestException');
    },
  }),
  ...from(api('ListSecretVersionIds'), {
    'versions without a label are left out unless asked for': async (aws) => {
      await create(aws, { SecretString: 'one' });
      await put(aws, 'two');
      await put(aws, 'three');
      const count = async (input: object) =>
        list((await aws.ok('ListSecretVersionIds', { SecretId: aws.name, ...input })).Versions).length;
      equal([await count({}), await count({ IncludeDeprecated: true })], [2, 3]);
    },
    'an entry has its id, labels, date and keys': async (aws) => {
      const { ARN, VersionId } = await create(aws, { SecretString: 'x' });
      const { Versions, ...rest } = await aws.ok('ListSecretVersionIds', { SecretId: aws.name });
      equal(rest, { ARN, Name: aws.name });
      const [{ CreatedDate, ...entry } = { CreatedDate: 0 }] = list(Versions);
      equal(typeof CreatedDate, 'number');
      equal(entry, { VersionId, VersionStages: ['AWSCURRENT'], KmsKeyIds: ['DefaultEncryptionKey'] });
    },
    'pages hold as many as asked for': async (aws) => {
      await create(aws, { SecretString: 'one' });
      await put(aws, 'two');
      const first = await aws.ok('ListSecretVersionIds', { SecretId: aws.name, MaxResults: 1 });
      equal(list(first.Versions).length, 1);
      const second = await aws.ok('ListSecretVersionIds', {
        SecretId: aws.name,
        MaxResults: 1,
        NextToken: first.NextToken,
      });
      equal(list(second.Versions).length, 1);
      absent(second, 'NextToken');
    },
    'a token that is none is an InvalidNextTokenException': async (aws) => {
      await create(aws, { SecretString: 'x' });
      await aws.fails('ListSecretVersionIds', { SecretId: aws.name, NextToken: 'x' }, 'InvalidNextTokenException');
    },
    'a secret in its recovery window is listed': async (aws) => {
      await create(aws, { SecretString: 'x' });
      await schedule(aws);
      equal(list((await aws.ok('ListSecretVersionIds', { SecretId: aws.name })).Versions).length, 1);
    },
  }),
];
