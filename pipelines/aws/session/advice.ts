/** What to do about an AWS error, by its name; the operation decides if one name has several causes. */
export function adviceFor(name: string, operation: string | null): string | null {
  if (name.startsWith('AccessDenied')) return accessAdvice(operation);
  return ADVICE[name] ?? null;
}

const NO_ANSWER = 'The endpoint does not answer; see the network, the Region and AWS_ENDPOINT_URL.';
const EXPIRED = 'The credentials have expired; get new ones and run the same command again, it goes on.';
const UNKNOWN = 'AWS does not know these credentials; see which profile or role is in use.';

const ADVICE: { readonly [name: string]: string } = {
  CredentialsProviderError: 'No AWS credentials were found: set up a profile, a role or AWS_ACCESS_KEY_ID.',
  DecryptionFailure:
    'Secrets Manager could not decrypt with the KMS key: see that it is enabled and allows kms:Decrypt.',
  EncryptionFailure:
    'Secrets Manager could not encrypt with the KMS key: see that it exists, is enabled and allows kms:GenerateDataKey.',
  ECONNREFUSED: NO_ANSWER,
  ECONNRESET: NO_ANSWER,
  ENOTFOUND: NO_ANSWER,
  ETIMEDOUT: NO_ANSWER,
  ExpiredToken: EXPIRED,
  ExpiredTokenException: EXPIRED,
  InvalidClientTokenId: UNKNOWN,
  InternalServiceError: 'AWS had a fault of its own; run the same command again, it goes on.',
  InvalidSignatureException:
    'The secret access key does not fit the access key id, or the clock of this machine is wrong.',
  LimitExceededException:
    'A quota of the account is used up; waiting does not help, ask AWS to raise it or delete secrets.',
  MalformedPolicyDocumentException:
    'AWS does not accept the resource policy; see that every principal exists, and run the same command again.',
  PolicyValidationFailed: 'Change the resourcePolicy or the readers of the declaration.',
  PublicPolicyException: 'The resource policy would let everybody in; narrow it by principals or conditions.',
  ReplicationFailed: 'See that the replica Region has the key and no secret of that name; the next apply tries again.',
  ResourceExistsException: 'It came into being since it was planned; plan again.',
  ThrottlingException: 'Others use up the request quota; run the same command again, it goes on.',
  TimeoutError: NO_ANSWER,
  UnrecognizedClientException: UNKNOWN,
};

/**
 * AWS's message names the identity and the missing permission; some refusals have other causes than the identity's
 * policy.
 */
function accessAdvice(operation: string | null): string {
  const own = operation === null ? 'the action' : `secretsmanager:${operation}`;
  const roles = `Allow ${own} on that secret; "keywright init --print-iam" prints what the roles need.`;
  if (operation === 'RotateSecret') {
    return (
      'See that the rotation function exists and that its resource policy lets secretsmanager.amazonaws.com invoke it; ' +
      `after a change of permissions AWS may take two minutes. ${roles}`
    );
  }
  if (operation === 'AssumeRole') return "See the role's trust policy, and that planRoleArn or applyRoleArn names it.";
  const usesKey = operation !== null && KEY_OPERATIONS.has(operation);
  return usesKey
    ? `${roles} With a key of its own the role also needs kms:GenerateDataKey and kms:Decrypt on that.`
    : roles;
}

const KEY_OPERATIONS: ReadonlySet<string> = new Set([
  'CreateSecret',
  'GetSecretValue',
  'PutSecretValue',
  'ReplicateSecretToRegions',
  'UpdateSecret',
]);
