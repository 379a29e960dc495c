/** What Secrets Manager sends to a rotation function. https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_lambda-functions.html */
export type RotationEvent = {
  readonly Step: 'createSecret' | 'setSecret' | 'testSecret' | 'finishSecret';
  readonly SecretId: string;
  readonly ClientRequestToken: string;
  readonly RotationToken: string;
};

/** What a function needs to call back, named as Lambda and the SDKs name it. */
export type RotationContext = {
  readonly functionName: string;
  readonly invokedFunctionArn: string;
  readonly environment: Readonly<Record<string, string>>;
};

export type RotationHandler = (event: RotationEvent, context: RotationContext) => unknown;

/** A function, or the path of a module that exports `handler`. */
export type RotationFunction = RotationHandler | string;
