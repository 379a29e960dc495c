import { api, type Behaviour, from } from './behaviour.ts';
import { absent, create, describe, equal, get, holds, schedule } from './expect.ts';

const DAY = 86_400;
const inDays = (seconds: unknown) => Math.round((Number(seconds) - Date.now() / 1000) / DAY);

export const deletion: readonly Behaviour[] = [
  ...from(api('DeleteSecret'), {
    'the recovery window is 30 days unless told otherwise': async (aws) => {
      const { ARN } = await create(aws);
      const deleted = await schedule(aws);
      equal([deleted.ARN, deleted.Name, inDays(deleted.DeletionDate)], [ARN, aws.name, 30]);
    },
    'a recovery window of 7 to 30 days is taken': async (aws) => {
      await create(aws);
      equal(inDays((await schedule(aws, { RecoveryWindowInDays: 7 })).DeletionDate), 7);
    },
    'any other recovery window is refused': async (aws) => {
      await create(aws);
      for (const RecoveryWindowInDays of [0, 6, 31]) {
        await aws.fails('DeleteSecret', { SecretId: aws.name, RecoveryWindowInDays }, 'InvalidParameterException');
      }
      absent(await describe(aws), 'DeletedDate');
    },
    'a window and a forced deletion together are refused': async (aws) => {
      await create(aws);
      const wrong = { SecretId: aws.name, RecoveryWindowInDays: 7, ForceDeleteWithoutRecovery: true };
      await aws.fails('DeleteSecret', wrong, 'InvalidParameterException');
    },
    'a forced deletion frees the name at once': async (aws) => {
      const { ARN } = await create(aws, { SecretString: 'x' });
      await schedule(aws, { ForceDeleteWithoutRecovery: true });
      await aws.fails('DescribeSecret', { SecretId: aws.name }, 'ResourceNotFoundException');
      const again = await create(aws);
      holds(again.ARN !== ARN, 'the new secret has another ARN');
      await aws.fails('DescribeSecret', { SecretId: ARN }, 'ResourceNotFoundException');
    },
    'a forced deletion of what is not there succeeds': async (aws) => {
      equal((await schedule(aws, { ForceDeleteWithoutRecovery: true })).Name, aws.name);
    },
    'a forced deletion ends a recovery window': async (aws) => {
      await create(aws);
      await schedule(aws);
      await schedule(aws, { ForceDeleteWithoutRecovery: true });
      await aws.fails('DescribeSecret', { SecretId: aws.name }, 'ResourceNotFoundException');
    },
    'a deletion of what is not there is a ResourceNotFoundException': (aws) =>
      aws.fails('DeleteSecret', { SecretId: aws.name }, 'ResourceNotFoundException'),
    'a secret that is scheduled already is an InvalidRequestException': async (aws) => {
      await create(aws);
      await schedule(aws);
      await aws.fails('DeleteSecret', { SecretId: aws.name }, 'InvalidRequestException');
    },
    'a scheduled secret is described, with its date': async (aws) => {
      await create(aws, { Description: 'd' });
      await schedule(aws, { RecoveryWindowInDays: 7 });
      const described = await describe(aws);
      equal(described.Description, 'd');
      equal(typeof described.DeletedDate, 'number');
    },
    'a primary with replicas can’t be deleted': async (aws) => {
      await create(aws, { SecretString: 'x', AddReplicaRegions: [{ Region: 'eu-west-1' }] });
      await aws.fails('DeleteSecret', { SecretId: aws.name }, 'InvalidParameterException', 'InvalidRequestException');
    },
  }),
  ...from(api('RestoreSecret'), {
    'a restored secret is as it was': async (aws) => {
      const { ARN } = await create(aws, { SecretString: 'x' });
      await schedule(aws);
      equal(await aws.ok('RestoreSecret', { SecretId: aws.name }), { ARN, Name: aws.name });
      absent(await describe(aws), 'DeletedDate');
      equal((await get(aws)).SecretString, 'x');
    },
    'a secret that is not scheduled stays as it is': async (aws) => {
      await create(aws);
      equal((await aws.ok('RestoreSecret', { SecretId: aws.name })).Name, aws.name);
    },
    'a secret that is not there is a ResourceNotFoundException': (aws) =>
      aws.fails('RestoreSecret', { SecretId: aws.name }, 'ResourceNotFoundException'),
  }),
];
