import { NO_PROBLEMS, type Rule } from '../rule.ts';

const FUNCTION_ARN =
  /^arn:aws[a-z-]*:lambda:(?:[a-z]{2}|eusc)(?:-[a-z]+)+-\d+:\d{12}:function:[A-Za-z0-9_-]{1,64}(?::[A-Za-z0-9$_-]{1,128})?$/;

export const rotationLambdaArn: Rule = {
  id: 'rotation-lambda-arn',
  category: 'rotation',
  title: 'lambdaArn is not the ARN of a Lambda function.',
  severity: { normal: 'error' },
  fix: 'none',
  waivable: true,
  phase: 'check',
  alsoKnownAs: [],
  sources: ['https://docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html'],
  checkSecret: ({ spec: { rotation } }) => {
    if (rotation === null || rotation.manual === true || FUNCTION_ARN.test(rotation.lambdaArn)) return NO_PROBLEMS;
    const message =
      'Name a function that exists: arn:aws:lambda:{region}:{accountId}:function:NAME; an application of the ' +
      'Serverless Application Repository must be deployed first.';
    return [{ pointer: '/spec/rotation/lambdaArn', message }];
  },
};
