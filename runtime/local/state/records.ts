import type { Secret, SecretValue } from '../secrets/types.ts';
import { boolean, integer, list, optional, type Shape, structure, text, type ValueOf } from '../wire/shapes.ts';

export const FORMAT = 'keywright-local/1';

/** Where a value belongs; encryption is bound to it. */
export const placeOf = (arn: string, versionId: string) => `${arn}/${versionId}`;

const tag = structure({ Key: text(), Value: text() });
const window = structure({ startDate: integer(), endDate: integer() });

const rotation = structure({
  enabled: boolean,
  lambdaArn: optional(text()),
  rules: optional(
    structure({
      AutomaticallyAfterDays: optional(integer()),
      Duration: optional(text()),
      ScheduleExpression: optional(text()),
    }),
  ),
  metadata: optional(list(tag)),
  roleArn: optional(text()),
  lastRotatedDate: optional(integer()),
  next: optional(window),
  pending: optional(
    structure({
      versionId: text(),
      kind: oneOf(['rotate', 'test']),
      attempts: integer(),
      dueDate: optional(integer()),
    }),
  ),
});

const replica = structure({
  region: text(),
  kmsKeyId: optional(text()),
  status: oneOf(['InSync', 'Failed', 'InProgress']),
  statusMessage: optional(text()),
  overwrite: boolean,
  dueDate: integer(),
});

/** A version in the state file, whose value is a separate record. */
const version = structure({
  versionId: text(),
  createdDate: integer(),
  stages: list(text()),
  kmsKeyId: optional(text()),
  lastAccessedDate: optional(integer()),
});

const secret = structure({
  arn: text(),
  name: text(),
  accountId: text(),
  region: text(),
  sequence: integer(),
  description: optional(text()),
  kmsKeyId: optional(text()),
  type: optional(text()),
  owningService: optional(text()),
  tags: list(tag),
  policy: optional(text()),
  createdDate: integer(),
  lastChangedDate: integer(),
  lastAccessedDate: optional(integer()),
  deletionDate: optional(integer()),
  versions: list(version),
  rotation: optional(rotation),
  replicas: list(replica),
  primaryRegion: optional(text()),
});
export type SecretRecord = ValueOf<typeof secret>;

const session = structure({
  accessKeyId: text(),
  accountId: text(),
  arn: text(),
  arns: list(text()),
  userId: text(),
  unrestricted: boolean,
  sessionToken: text(),
  expirationDate: integer(),
});

/** One line of the state file. */
export const recordShape = structure({
  format: optional(text()),
  secret: optional(secret),
  value: optional(structure({ arn: text(), versionId: text(), sealed: text() })),
  removed: optional(text()),
  session: optional(session),
});

export const valueShape = structure({ SecretString: optional(text()), SecretBinary: optional(text()) });

export const withoutValues = ({ versions, ...rest }: Secret): SecretRecord => ({
  ...rest,
  versions: versions.map(({ value: _, ...described }) => described),
});

export const withValues = (record: SecretRecord, find: (versionId: string) => SecretValue | undefined): Secret => ({
  ...record,
  versions: record.versions.map((described) => ({ ...described, value: find(described.versionId) })),
});

function oneOf<const T extends string>(values: readonly T[]): Shape<T> {
  const word = text();
  return {
    read(value, path, problems) {
      const given = word.read(value, path, problems);
      const found = values.find((known) => known === given);
      if (found === undefined) throw new Error(`Unknown word at ${path}.`);
      return found;
    },
  };
}
