import { type Aws, type Fields, token } from './aws.ts';
import { api, type Behaviour, from, guide } from './behaviour.ts';
import { absent, create, describe, equal, get, holds, put, record, schedule } from './expect.ts';

const CRON = { ScheduleExpression: 'cron(0 4 1 * ? *)', Duration: '3h' };

const configure = (aws: Aws, RotationRules: Fields = CRON, input: Fields = {}) =>
  aws.ok('RotateSecret', {
    SecretId: aws.name,
    RotationLambdaARN: aws.target.rotationLambdaArn,
    RotationRules,
    ...input,
  });
const refuses = (aws: Aws, RotationRules: Fields) => {
  const wrong = { SecretId: aws.name, RotationLambdaARN: aws.target.rotationLambdaArn, RotationRules };
  return aws.fails('RotateSecret', wrong, 'InvalidParameterException', 'ValidationException');
};

/** A secret that has been rotated once. */
async function rotated(aws: Aws, rules?: Fields): Promise<Fields> {
  await create(aws, { SecretString: '{"password":"old"}' });
  const answer = await configure(aws, rules);
  await aws.eventually(async () => equal((await get(aws)).VersionId, answer.VersionId));
  await aws.eventually(async () => holds('LastRotatedDate' in (await describe(aws)), 'the rotation is finished'));
  return answer;
}

const nextRotation = async (aws: Aws) => new Date(Number((await describe(aws)).NextRotationDate) * 1000);

export const rotation: readonly Behaviour[] = [
  ...from(api('RotateSecret'), {
    'the answer names the new version, which becomes current': async (aws) => {
      const { VersionId: before } = await create(aws, { SecretString: '{"password":"old"}' });
      const ClientRequestToken = token();
      const { ARN, Name, VersionId } = await configure(aws, CRON, { ClientRequestToken });
      equal([Name, VersionId], [aws.name, ClientRequestToken]);
      await aws.eventually(async () => equal((await get(aws)).VersionId, VersionId));
      holds((await get(aws)).SecretString !== '{"password":"old"}', 'the value is another');
      const described = await describe(aws);
      equal(described.ARN, ARN);
      equal(record(described.VersionIdsToStages)[String(before)], ['AWSPREVIOUS']);
    },
    'the configuration is shown': async (aws) => {
      await rotated(aws);
      const described = await describe(aws);
      equal(described.RotationEnabled, true);
      equal(described.RotationLambdaARN, aws.target.rotationLambdaArn);
      const { ScheduleExpression, Duration } = record(described.RotationRules);
      equal({ ScheduleExpression, Duration }, CRON);
      equal(typeof described.LastRotatedDate, 'number');
    },
    'a later call rotates with what is configured': async (aws) => {
      const { VersionId: first } = await rotated(aws);
      const { VersionId } = await aws.ok('RotateSecret', { SecretId: aws.name });
      holds(VersionId !== first, 'it is a new version');
      await aws.eventually(async () => equal((await get(aws)).VersionId, VersionId));
    },
    'AWSPENDING on a version that is not current blocks a rotation': async (aws) => {
      await create(aws, { SecretString: 'x' });
      await put(aws, 'y', { VersionStages: ['AWSPENDING'] });
      const wrong = { SecretId: aws.name, RotationLambdaARN: aws.target.rotationLambdaArn, RotationRules: CRON };
      await aws.fails('RotateSecret', wrong, 'InvalidRequestException');
    },
    'RotateImmediately false leaves the value as it is, and no AWSPENDING': async (aws) => {
      const { VersionId } = await create(aws, { SecretString: 'x' });
      await configure(aws, CRON, { RotateImmediately: false });
      await aws.eventually(async () => {
        const described = await describe(aws);
        equal(described.RotationEnabled, true);
        equal(described.VersionIdsToStages, { [String(VersionId)]: ['AWSCURRENT'] });
      });
      equal((await get(aws)).SecretString, 'x');
    },
    'without a function there is an InvalidRequestException': async (aws) => {
      await create(aws, { SecretString: 'x' });
      const wrong = { SecretId: aws.name, RotationRules: { AutomaticallyAfterDays: 30 } };
      await aws.fails('RotateSecret', wrong, 'InvalidRequestException');
    },
    'a secret in its recovery window is an InvalidRequestException': async (aws) => {
      await create(aws, { SecretString: 'x' });
      await schedule(aws);
      const wrong = { SecretId: aws.name, RotationLambdaARN: aws.target.rotationLambdaArn, RotationRules: CRON };
      await aws.fails('RotateSecret', wrong, 'InvalidRequestException');
    },
    'a secret that is not there is a ResourceNotFoundException': (aws) =>
      aws.fails('RotateSecret', { SecretId: aws.name }, 'ResourceNotFoundException'),
    'a request without a token is refused': async (aws) => {
      await create(aws, { SecretString: 'x' });
      const { status, fields } = await aws.call('RotateSecret', { SecretId: aws.name });
      equal([status, fields.__type], [400, 'InvalidParameterException']);
    },
  }),
  ...from(api('RotationRulesType'), {
    'days and a schedule together are refused': async (aws) => {
      await create(aws, { SecretString: 'x' });
      await refuses(aws, { AutomaticallyAfterDays: 30, ScheduleExpression: 'rate(30 days)' });
    },
    'days are 1 to 1000': async (aws) => {
      await create(aws, { SecretString: 'x' });
      for (const AutomaticallyAfterDays of [0, 1001]) await refuses(aws, { AutomaticallyAfterDays });
    },
    'a secret is rotated every four hours at most': async (aws) => {
      await create(aws, { SecretString: 'x' });
      await refuses(aws, { ScheduleExpression: 'rate(3 hours)' });
      await refuses(aws, { ScheduleExpression: 'cron(0 */2 * * ? *)' });
    },
    'a duration is a number of hours': async (aws) => {
      await create(aws, { SecretString: 'x' });
      for (const Duration of ['3', '3m', '100h']) await refuses(aws, { ...CRON, Duration });
    },
    'a window that reaches the next day is refused': async (aws) => {
      await create(aws, { SecretString: 'x' });
      await refuses(aws, { ScheduleExpression: 'cron(0 22 * * ? *)', Duration: '3h' });
    },
    'days are computed from a schedule': async (aws) => {
      await rotated(aws, { ScheduleExpression: 'rate(10 days)' });
      equal(record((await describe(aws)).RotationRules).AutomaticallyAfterDays, 10);
    },
    'a value that is set by hand counts as a rotation': async (aws) => {
      await rotated(aws, { AutomaticallyAfterDays: 10 });
      await put(aws, 'by hand');
      const days = ((await nextRotation(aws)).getTime() - Date.now()) / 86_400_000;
      holds(days > 9 && days <= 11, `${days} days are about 10`);
    },
  }),
  ...from(guide('rotate-secrets_schedule'), {
    'what is neither rate nor cron is refused': async (aws) => {
      await create(aws, { SecretString: 'x' });
      for (const ScheduleExpression of [
        'daily',
        'rate(1 month)',
        'cron(30 4 1 * ? *)',
        'cron(0 4 1 * ? 2027)',
        'cron(0 4 1 * 1 *)',
      ]) {
        await refuses(aws, { ScheduleExpression });
      }
    },
    'the next rotation is by the end of the next window': async (aws) => {
      await rotated(aws);
      const next = await nextRotation(aws);
      equal(next.getUTCDate(), 1);
      holds(next.getTime() > Date.now(), 'it is in the future');
      holds(next.getUTCHours() >= 6 && next.getUTCHours() <= 7, 'the window from 4 is 3 hours long');
    },
    'without a duration the window of a schedule in days ends with the day': async (aws) => {
      await rotated(aws, { ScheduleExpression: 'rate(10 days)' });
      const next = await nextRotation(aws);
      holds(
        next.getUTCHours() === 23 || next.getTime() % 86_400_000 === 0,
        `${next.toISOString()} is the end of a day`,
      );
    },
    'the examples of the page are taken': async (aws) => {
      await create(aws, { SecretString: 'x' });
      const examples = [
        'rate(4 hours)',
        'rate(1 day)',
        'cron(0 8/8 * * ? *)',
        'cron(0 0 ? * SUN#1 *)',
        'cron(0 16 L * ? *)',
        'cron(0 17 ? * MON-FRI *)',
      ];
      for (const ScheduleExpression of examples) {
        await configure(aws, { ScheduleExpression }, { RotateImmediately: false });
        await aws.eventually(async () =>
          equal(Object.keys(record((await describe(aws)).VersionIdsToStages)).length, 1),
        );
      }
    },
  }),
  ...from(api('CancelRotateSecret'), {
    'rotation is off, and its rules stay visible': async (aws) => {
      const { ARN } = await rotated(aws);
      equal(await aws.ok('CancelRotateSecret', { SecretId: aws.name }), { ARN, Name: aws.name });
      const described = await describe(aws);
      equal(described.RotationEnabled, false);
      equal(record(described.RotationRules).ScheduleExpression, CRON.ScheduleExpression);
      absent(described, 'NextRotationDate', 'LastRotatedDate');
    },
    'a secret that has no rotation function is an InvalidRequestException': async (aws) => {
      await create(aws, { SecretString: 'x' });
      await aws.fails('CancelRotateSecret', { SecretId: aws.name }, 'InvalidRequestException');
      absent(await describe(aws), 'RotationEnabled');
    },
    'rotation that is off already can be cancelled again': async (aws) => {
      const { ARN } = await rotated(aws);
      for (let count = 0; count < 2; count++) {
        equal(await aws.ok('CancelRotateSecret', { SecretId: aws.name }), { ARN, Name: aws.name });
      }
    },
    'RotateSecret turns it on again': async (aws) => {
      await rotated(aws);
      await aws.ok('CancelRotateSecret', { SecretId: aws.name });
      await aws.ok('RotateSecret', { SecretId: aws.name });
      equal((await describe(aws)).RotationEnabled, true);
    },
    'a secret in its recovery window is an InvalidRequestException': async (aws) => {
      await create(aws, { SecretString: 'x' });
      await schedule(aws);
      await aws.fails('CancelRotateSecret', { SecretId: aws.name }, 'InvalidRequestException');
    },
  }),
];
