/**
 * The event that Secrets Manager sends to a rotation function.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_lambda-functions.html
 */
export type RotationEvent = {
  readonly Step: 'createSecret' | 'setSecret' | 'testSecret' | 'finishSecret';
  readonly SecretId: string;
  readonly ClientRequestToken: string;
  readonly RotationToken: string;
};

/** The context that a function needs to call the endpoint, with the names that Lambda and the SDKs use. */
export type RotationContext = {
  readonly functionName: string;
  readonly invokedFunctionArn: string;
  readonly environment: Readonly<Record<string, string>>;
};

export type RotationHandler = (event: RotationEvent, context: RotationContext) => unknown;

/** A function, or the path of a module that exports `handler`. */
export type RotationFunction = RotationHandler | string;
