import { MAX_DESCRIPTION_LENGTH } from '../../../schemas/aws/limits.ts';
import { NO_PROBLEMS, type Rule } from '../rule.ts';

export const descriptionLength: Rule = {
  id: 'description-length',
  category: 'aws',
  title: 'The description is longer than AWS takes.',
  severity: { normal: 'error' },
  fix: 'none',
  waivable: false,
  phase: 'check',
  alsoKnownAs: [],
  sources: ['https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html'],
  checkSecret: ({ spec: { description } }) => {
    if (description === null || description.length <= MAX_DESCRIPTION_LENGTH) return NO_PROBLEMS;
    const message = `The description has ${description.length} characters; shorten it to ${MAX_DESCRIPTION_LENGTH}.`;
    return [{ pointer: '/spec/description', message }];
  },
};
