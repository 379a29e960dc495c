import {
  CancelRotateSecretCommand,
  CreateSecretCommand,
  DeleteResourcePolicyCommand,
  DeleteSecretCommand,
  PutResourcePolicyCommand,
  PutSecretValueCommand,
  RemoveRegionsFromReplicationCommand,
  ReplicateSecretToRegionsCommand,
  RestoreSecretCommand,
  RotateSecretCommand,
  type SecretsManagerClient,
  SecretsManagerServiceException,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateSecretCommand,
} from '@aws-sdk/client-secrets-manager';
import fc from 'fast-check';
import { type Account, clientOf } from './reconciler.ts';

/** A change to a secret that bypasses Keywright. */
export type Meddling = { readonly name: string; readonly kind: keyof typeof deeds };

type Deed = (client: SecretsManagerClient, SecretId: string) => Promise<unknown>;

const policy = JSON.stringify({
  Version: '2012-10-17',
  Statement: {
    Sid: 'Theirs',
    Effect: 'Deny',
    Principal: '*',
    Action: 'secretsmanager:DeleteSecret',
    Resource: '*',
    Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-north-1' } },
  },
});
const tag =
  (Key: string, Value: string): Deed =>
  (client, SecretId) =>
    client.send(new TagResourceCommand({ SecretId, Tags: [{ Key, Value }] }));
const untag =
  (...TagKeys: string[]): Deed =>
  (client, SecretId) =>
    client.send(new UntagResourceCommand({ SecretId, TagKeys }));

const deeds = {
  createWithValue: (client, Name) => client.send(new CreateSecretCommand({ Name, SecretString: '{"user":"theirs"}' })),
  createEmpty: (client, Name) => client.send(new CreateSecretCommand({ Name })),
  describe: (client, SecretId) => client.send(new UpdateSecretCommand({ SecretId, Description: 'Meddled' })),
  rekey: (client, SecretId) => client.send(new UpdateSecretCommand({ SecretId, KmsKeyId: 'alias/other' })),
  put: (client, SecretId) =>
    client.send(new PutSecretValueCommand({ SecretId, SecretString: '{"user":"put","password":"put","more":1}' })),
  tagForeign: tag('Foreign', 'theirs'),
  tagOurs: tag('Team', 'theirs'),
  untagOurs: untag('Team', 'Cost'),
  forgetTags: untag('keywright:tags'),
  forgetValue: untag('keywright:value'),
  forgetGenerations: untag('keywright:generations'),
  forgetPolicy: untag('keywright:policy'),
  forgetDeclaration: untag('keywright:declaration'),
  disown: untag('keywright:managed-by'),
  takeOver: tag('keywright:managed-by', 'somebody/else'),
  schedule: (client, SecretId) => client.send(new DeleteSecretCommand({ SecretId, RecoveryWindowInDays: 7 })),
  restore: (client, SecretId) => client.send(new RestoreSecretCommand({ SecretId })),
  replicate: (client, SecretId) =>
    client.send(new ReplicateSecretToRegionsCommand({ SecretId, AddReplicaRegions: [{ Region: 'us-west-2' }] })),
  unreplicate: (client, SecretId) =>
    client.send(new RemoveRegionsFromReplicationCommand({ SecretId, RemoveReplicaRegions: ['us-west-2'] })),
  putPolicy: (client, SecretId) => client.send(new PutResourcePolicyCommand({ SecretId, ResourcePolicy: policy })),
  deletePolicy: (client, SecretId) => client.send(new DeleteResourcePolicyCommand({ SecretId })),
  rotate: (client, SecretId) =>
    client.send(
      new RotateSecretCommand({
        SecretId,
        RotationLambdaARN: 'arn:aws:lambda:us-east-1:111122223333:function:theirs',
        RotationRules: { AutomaticallyAfterDays: 30 },
        RotateImmediately: false,
      }),
    ),
  cancelRotation: (client, SecretId) => client.send(new CancelRotateSecretCommand({ SecretId })),
} satisfies { readonly [kind: string]: Deed };

const kinds = Object.keys(deeds).filter((kind): kind is keyof typeof deeds => kind in deeds);

export const meddlings: fc.Arbitrary<Meddling> = fc.record({
  name: fc.constantFrom('prod/a', 'prod/b', 'prod/c', 'prod/stranger'),
  kind: fc.constantFrom(...kinds),
});

/** Makes the change if AWS allows it; a refused change has no effect. */
export async function meddle(account: Account, { name, kind }: Meddling): Promise<void> {
  try {
    await deeds[kind](clientOf(account), name);
  } catch (error) {
    if (!(error instanceof SecretsManagerServiceException)) throw error;
  }
}
