import { accessDenied, invalidParameter, invalidRequest } from '../errors.ts';
import { NO_ROTATION, scheduled } from '../rotation/configure.ts';
import { checkRules } from '../rotation/schedule.ts';
import { holdsUnfinished, PENDING, unfinishedVersion } from '../secrets/stages.ts';
import type { PendingRotation, Rotation, Secret } from '../secrets/types.ts';
import { addVersion, findVersion } from '../secrets/versions.ts';
import { boolean, integer, list, optional, structure, text, type ValueOf } from '../wire/shapes.ts';
import * as field from './fields.ts';
import { type Call, onSecret } from './operation.ts';
import { save } from './replicate.ts';

const input = structure({
  SecretId: field.secretId,
  ClientRequestToken: field.clientRequestToken,
  RotationLambdaARN: optional(text({ max: 2048 })),
  RotationRules: optional(
    structure({
      AutomaticallyAfterDays: optional(integer({ min: 1, max: 1000 })),
      Duration: optional(text({ min: 2, max: 3, pattern: /^[0-9]+h$/ })),
      ScheduleExpression: optional(text({ min: 1, max: 256, pattern: /^[0-9A-Za-z()#?*\-/, ]+$/ })),
    }),
  ),
  ExternalSecretRotationMetadata: optional(
    list(structure({ Key: text({ min: 1, max: 256 }), Value: text({ min: 1, max: 2048 }) })),
  ),
  ExternalSecretRotationRoleArn: optional(text({ min: 20, max: 2048 })),
  RotateImmediately: optional(boolean),
});
type Input = ValueOf<typeof input>;

export const rotateSecret = onSecret('RotateSecret', {
  input,
  check(request) {
    requireToken(request.ClientRequestToken);
    if (request.RotationRules !== undefined) checkRules(request.RotationRules);
  },
  run(request, secret, call) {
    const token = requireToken(request.ClientRequestToken);
    const answer = { ARN: secret.arn, Name: secret.name, VersionId: token };
    if (findVersion(secret, token) !== undefined) return answer;
    const rotation = configured(request, secret);
    checkFunction(rotation, secret, call);
    checkIdle(secret);
    const kind = request.RotateImmediately === false ? 'test' : 'rotate';
    const pending: PendingRotation = { versionId: token, kind, attempts: 0, dueDate: call.now };
    const reserved = addVersion(secret, { versionId: token, value: undefined, stages: [PENDING] }, call.now);
    save({ ...reserved, rotation: { ...scheduled(rotation, call.now), pending } }, call);
    return kind === 'rotate' ? answer : { ARN: secret.arn, Name: secret.name };
  },
});

export const cancelRotateSecret = onSecret('CancelRotateSecret', {
  input: structure({ SecretId: field.secretId }),
  run(_, secret, call) {
    const { rotation, arn: ARN, name: Name } = secret;
    if (rotation === undefined && !rotatesWithoutFunction(secret)) throw noFunction();
    if (rotation === undefined) return { ARN, Name };
    const off = { ...rotation, enabled: false, next: undefined, pending: undefined };
    save({ ...secret, rotation: off, lastChangedDate: call.now }, call);
    return { ARN, Name, VersionId: unfinishedVersion(secret.versions)?.versionId };
  },
});

/** The stored configuration, overridden by the request. */
function configured(request: Input, secret: Secret): Rotation {
  const stored = secret.rotation ?? NO_ROTATION;
  return {
    ...stored,
    enabled: true,
    lambdaArn: request.RotationLambdaARN ?? stored.lambdaArn,
    rules: request.RotationRules ?? stored.rules,
    metadata: request.ExternalSecretRotationMetadata ?? stored.metadata,
    roleArn: request.ExternalSecretRotationRoleArn ?? stored.roleArn,
  };
}

/** A rotation needs a function, unless the secret's owner, a service or a partner, rotates it. */
function checkFunction({ lambdaArn }: Rotation, secret: Secret, call: Call) {
  if (lambdaArn === undefined || lambdaArn === '') {
    if (rotatesWithoutFunction(secret)) return;
    throw noFunction();
  }
  if (!/^arn:aws[a-z-]*:lambda:[a-z0-9-]+:\d{12}:function:[A-Za-z0-9_-]+(:[A-Za-z0-9$_-]+)?$/.test(lambdaArn)) {
    throw invalidParameter('The RotationLambdaARN is not the ARN of a Lambda function.');
  }
  call.authorize({ action: 'lambda:InvokeFunction', resource: lambdaArn, accountId: call.accountId, input: {} });
  if (!call.rotator.knows(lambdaArn)) {
    throw accessDenied(
      'Secrets Manager cannot invoke the specified Lambda function. Ensure that the function policy grants access to the principal secretsmanager.amazonaws.com.',
    );
  }
}

/** The service or the partner that the secret belongs to rotates it. */
const rotatesWithoutFunction = ({ owningService, type }: Secret) => owningService !== undefined || type !== undefined;
const noFunction = () => invalidRequest('No Lambda rotation function ARN is associated with this secret.');

function checkIdle(secret: Secret) {
  if (!holdsUnfinished(secret.versions)) return;
  throw invalidRequest("A previous rotation isn't complete. That rotation will be reattempted.");
}

function requireToken(token: string | undefined): string {
  if (token !== undefined) return token;
  throw invalidParameter(field.TOKEN_MISSING);
}
