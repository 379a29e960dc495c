import { ServiceError } from '../errors.ts';
import { type PolicyDocument, PolicyError, parsePolicy } from '../iam/document.ts';
import { grantsPublicAccess } from '../iam/public.ts';
import type { Secret } from '../secrets/types.ts';
import { boolean, optional, structure, text } from '../wire/shapes.ts';
import { secretId } from './fields.ts';
import { authorizeAccount, type Call, findSecret, onAccount, onSecret, refuseScheduled } from './operation.ts';
import { save } from './replicate.ts';

const resourcePolicy = text({ min: 1, max: 20_480 });

export const getResourcePolicy = onSecret('GetResourcePolicy', {
  input: structure({ SecretId: secretId }),
  onReplica: true,
  run: (_, secret) => ({ ARN: secret.arn, Name: secret.name, ResourcePolicy: secret.policy }),
});

export const putResourcePolicy = onSecret('PutResourcePolicy', {
  input: structure({ SecretId: secretId, ResourcePolicy: resourcePolicy, BlockPublicPolicy: optional(boolean) }),
  run(input, secret, call) {
    const document = readPolicy(input.ResourcePolicy);
    if (input.BlockPublicPolicy && grantsPublicAccess(document)) {
      throw new ServiceError('PublicPolicyException', 'The resource policy grants broad access to the secret.');
    }
    save({ ...secret, policy: input.ResourcePolicy, lastChangedDate: call.now }, call);
    return { ARN: secret.arn, Name: secret.name };
  },
});

export const deleteResourcePolicy = onSecret('DeleteResourcePolicy', {
  input: structure({ SecretId: secretId }),
  run(_, secret, call) {
    if (secret.policy !== undefined) save({ ...secret, policy: undefined, lastChangedDate: call.now }, call);
    return { ARN: secret.arn, Name: secret.name };
  },
});

export const validateResourcePolicy = onAccount('ValidateResourcePolicy', {
  input: structure({ SecretId: optional(secretId), ResourcePolicy: resourcePolicy }),
  run(input, call) {
    const { SecretId, ResourcePolicy: policy } = input;
    const secret = SecretId === undefined ? undefined : findSecret('ValidateResourcePolicy', { SecretId }, call);
    if (secret === undefined) authorizeAccount('ValidateResourcePolicy', input, call);
    else refuseScheduled(secret);
    const errors = [...publicAccess(readPolicy(policy)), ...(secret ? lockout({ ...secret, policy }, call) : [])];
    return { PolicyValidationPassed: errors.length === 0, ValidationErrors: errors };
  },
});

function readPolicy(policy: string): PolicyDocument {
  try {
    return parsePolicy(policy, 'resource');
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    throw new ServiceError('MalformedPolicyDocumentException', `This resource policy is not valid. ${error.message}`);
  }
}

function publicAccess(document: PolicyDocument) {
  if (!grantsPublicAccess(document)) return [];
  return [{ CheckName: 'BLOCK_PUBLIC_POLICY', ErrorMessage: 'The resource policy grants broad access to the secret.' }];
}

/** The error for a policy that would lock the caller out, tested with the most commonly allowed request. */
function lockout(secret: Secret, call: Call) {
  const { arn: resource, accountId } = secret;
  const input = { BlockPublicPolicy: true };
  try {
    call.authorize({ action: 'secretsmanager:PutResourcePolicy', resource, accountId, input, secret });
    return [];
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    return [{ CheckName: 'LOCKOUT', ErrorMessage: 'The resource policy would keep the caller from changing it.' }];
  }
}
