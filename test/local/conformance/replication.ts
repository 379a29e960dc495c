import type { Aws, Fields } from './aws.ts';
import { api, type Behaviour, from, guide } from './behaviour.ts';
import { absent, create, describe, equal, get, holds, list, put } from './expect.ts';

const REGION = 'eu-west-1';
const replicated = (aws: Aws, input: Fields = {}) =>
  create(aws, { SecretString: 'x', AddReplicaRegions: [{ Region: REGION }], ...input });

async function status(aws: Aws, region = REGION): Promise<Fields> {
  const entries = list((await describe(aws)).ReplicationStatus);
  return entries.find((entry) => entry.Region === region) ?? {};
}

const settled = (aws: Aws, expected: string, region = REGION) =>
  aws.eventually(async () => equal((await status(aws, region)).Status, expected));

const remove = (aws: Aws, ...RemoveReplicaRegions: string[]) =>
  aws.ok('RemoveRegionsFromReplication', { SecretId: aws.name, RemoveReplicaRegions });

export const replication: readonly Behaviour[] = [
  ...from(api('ReplicateSecretToRegions'), {
    'a new replica is InProgress, with the key that it will have': async (aws) => {
      const { ARN } = await create(aws, { SecretString: 'x' });
      const input = { SecretId: aws.name, AddReplicaRegions: [{ Region: REGION }] };
      const answer = await aws.ok('ReplicateSecretToRegions', input);
      const entry = { Region: REGION, KmsKeyId: 'alias/aws/secretsmanager', Status: 'InProgress' };
      equal(answer, { ARN, ReplicationStatus: [entry] });
    },
    'it becomes InSync': async (aws) => {
      await replicated(aws);
      await settled(aws, 'InSync');
    },
    'a replica has the primary’s value, in its own Region': async (aws) => {
      const { ARN, VersionId } = await replicated(aws);
      await settled(aws, 'InSync');
      const value = await get(aws.in(REGION));
      equal([value.SecretString, value.VersionId], ['x', VersionId]);
      equal(value.ARN, String(ARN).replace(`:${aws.target.region}:`, `:${REGION}:`));
    },
    'a replica may have a key of its own': async (aws) => {
      await replicated(aws, { AddReplicaRegions: [{ Region: REGION, KmsKeyId: 'alias/replica' }] });
      await settled(aws, 'InSync');
      equal((await status(aws)).KmsKeyId, 'alias/replica');
      equal((await describe(aws.in(REGION))).KmsKeyId, 'alias/replica');
    },
    'a name that is taken there makes it Failed, with a message': async (aws) => {
      await create(aws.in(REGION), { SecretString: 'other' });
      await replicated(aws);
      await settled(aws, 'Failed');
      holds(typeof (await status(aws)).StatusMessage === 'string', 'it has a message');
      equal((await get(aws.in(REGION))).SecretString, 'other');
    },
    'ForceOverwriteReplicaSecret takes the name over': async (aws) => {
      await create(aws.in(REGION), { SecretString: 'other' });
      await replicated(aws, { ForceOverwriteReplicaSecret: true });
      await settled(aws, 'InSync');
      equal((await get(aws.in(REGION))).SecretString, 'x');
    },
    'its own Region is refused': async (aws) => {
      await create(aws, { SecretString: 'x' });
      const wrong = { SecretId: aws.name, AddReplicaRegions: [{ Region: aws.target.region }] };
      await aws.fails('ReplicateSecretToRegions', wrong, 'InvalidParameterException');
    },
    'a Region that does not exist is refused': async (aws) => {
      await create(aws, { SecretString: 'x' });
      const wrong = { SecretId: aws.name, AddReplicaRegions: [{ Region: 'eu-nowhere-1' }] };
      await aws.fails('ReplicateSecretToRegions', wrong, 'InvalidParameterException', 'InvalidRequestException');
    },
    'at least one Region is named': async (aws) => {
      await create(aws, { SecretString: 'x' });
      const wrong = { SecretId: aws.name, AddReplicaRegions: [] };
      await aws.fails('ReplicateSecretToRegions', wrong, 'ValidationException', 'InvalidParameterException');
    },
  }),
  ...from(guide('create-manage-multi-region-secrets'), {
    'creation can replicate at once': async (aws) => {
      const { ReplicationStatus } = await replicated(aws);
      equal(
        list(ReplicationStatus).map(({ Region }) => Region),
        [REGION],
      );
    },
    'primary and replica both name the primary’s Region': async (aws) => {
      await replicated(aws);
      await settled(aws, 'InSync');
      for (const where of [aws, aws.in(REGION)]) equal((await describe(where)).PrimaryRegion, aws.target.region);
    },
    'a new value reaches the replica': async (aws) => {
      await replicated(aws);
      await put(aws, 'y');
      await aws.eventually(async () => equal((await get(aws.in(REGION))).SecretString, 'y'));
    },
    'tags and policies reach the replica': async (aws) => {
      await replicated(aws);
      await aws.ok('TagResource', { SecretId: aws.name, Tags: [{ Key: 'k', Value: 'v' }] });
      await aws.eventually(async () => equal((await describe(aws.in(REGION))).Tags, [{ Key: 'k', Value: 'v' }]));
    },
    'a replica can’t be written to': async (aws) => {
      await replicated(aws);
      await settled(aws, 'InSync');
      const there = aws.in(REGION);
      const refused = ['InvalidParameterException', 'InvalidRequestException'];
      await there.fails('PutSecretValue', { SecretId: aws.name, SecretString: 'y' }, ...refused);
      await there.fails('UpdateSecret', { SecretId: aws.name, Description: 'y' }, ...refused);
      await there.fails('TagResource', { SecretId: aws.name, Tags: [{ Key: 'k', Value: 'v' }] }, ...refused);
      await there.fails('DeleteSecret', { SecretId: aws.name }, ...refused);
    },
  }),
  ...from(api('RemoveRegionsFromReplication'), {
    'the replica is gone at once': async (aws) => {
      const { ARN } = await replicated(aws);
      await settled(aws, 'InSync');
      equal(await remove(aws, REGION), { ARN, ReplicationStatus: [] });
      await aws.in(REGION).fails('DescribeSecret', { SecretId: aws.name }, 'ResourceNotFoundException');
      absent(await describe(aws), 'ReplicationStatus');
    },
    'other replicas stay': async (aws) => {
      await replicated(aws, { AddReplicaRegions: [{ Region: REGION }, { Region: 'eu-central-1' }] });
      await settled(aws, 'InSync');
      const { ReplicationStatus } = await remove(aws, REGION);
      equal(
        list(ReplicationStatus).map(({ Region }) => Region),
        ['eu-central-1'],
      );
    },
    'then the primary can be deleted': async (aws) => {
      await replicated(aws);
      await settled(aws, 'InSync');
      await remove(aws, REGION);
      await aws.ok('DeleteSecret', { SecretId: aws.name });
    },
  }),
  ...from(api('StopReplicationToReplica'), {
    'a replica becomes a secret of its own': async (aws) => {
      const { ARN } = await replicated(aws);
      await settled(aws, 'InSync');
      const there = aws.in(REGION);
      const promoted = String(ARN).replace(`:${aws.target.region}:`, `:${REGION}:`);
      equal(await there.ok('StopReplicationToReplica', { SecretId: aws.name }), { ARN: promoted });
      absent(await describe(there), 'PrimaryRegion');
      await put(there, 'own');
      equal((await get(aws)).SecretString, 'x');
      absent(await describe(aws), 'ReplicationStatus');
    },
    'it is called in the replica’s Region': async (aws) => {
      await replicated(aws);
      await settled(aws, 'InSync');
      const refused = ['InvalidRequestException', 'InvalidParameterException'];
      await aws.fails('StopReplicationToReplica', { SecretId: aws.name }, ...refused);
    },
  }),
];
