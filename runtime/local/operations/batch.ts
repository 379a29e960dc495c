import { invalidParameter, ServiceError } from '../errors.ts';
import { integer, list, optional, structure } from '../wire/shapes.ts';
import * as field from './fields.ts';
import { filters, findPage } from './listing.ts';
import { authorizeAccount, type Call, onAccount } from './operation.ts';
import { getSecretValue } from './read.ts';

const DEFAULT_PAGE = 20;

export const batchGetSecretValue = onAccount('BatchGetSecretValue', {
  input: structure({
    SecretIdList: optional(list(field.secretId, { min: 1, max: 20 })),
    Filters: filters,
    MaxResults: optional(integer({ min: 1, max: 20 })),
    NextToken: field.nextToken,
  }),
  run(request, call) {
    const { SecretIdList: ids, Filters, MaxResults, NextToken } = request;
    authorizeAccount('BatchGetSecretValue', request, call);
    if ((ids === undefined) === (Filters === undefined)) {
      throw invalidParameter("Either 'SecretIdList' or 'Filters' must be provided, but not both.");
    }
    if (ids !== undefined) {
      if (MaxResults !== undefined) {
        throw invalidParameter(
          "'Filters' not specified. 'Filters' must also be specified when 'MaxResults' is provided.",
        );
      }
      return readAll(ids, call);
    }
    authorizeAccount('ListSecrets', request, call);
    const { secrets, nextToken } = findPage({ Filters, MaxResults: MaxResults ?? DEFAULT_PAGE, NextToken }, call);
    const arns = secrets.map(({ arn }) => arn);
    return { ...readAll(arns, call), NextToken: nextToken };
  },
});

/** Values in the requested order; secrets that can't be read are reported as errors, one per secret. */
function readAll(ids: readonly string[], call: Call) {
  const values: object[] = [];
  const errors: object[] = [];
  for (const id of ids) {
    try {
      values.push({ ...getSecretValue.handle({ SecretId: id }, call) });
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      errors.push({ SecretId: id, ErrorCode: error.code, Message: error.message });
    }
  }
  return { SecretValues: values, Errors: errors };
}
