import { MAX_VALUE_BYTES } from '../../../schemas/aws/limits.ts';
import type { ValueSource } from '../../../schemas/types.ts';
import { NO_PROBLEMS, type Rule } from '../rule.ts';

export const valueSize: Rule = {
  id: 'value-size',
  category: 'aws',
  title: 'The literals alone are larger than a value may be.',
  severity: { normal: 'error' },
  fix: 'none',
  waivable: false,
  phase: 'check',
  alsoKnownAs: [],
  sources: ['https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_PutSecretValue.html'],
  checkSecret: ({ spec: { value } }) => {
    if (atMostBytes(value) <= MAX_VALUE_BYTES) return NO_PROBLEMS;
    const bytes = bytesOf(value);
    if (bytes <= MAX_VALUE_BYTES) return NO_PROBLEMS;
    const message = `The literals come to ${bytes} bytes, and a value may have ${MAX_VALUE_BYTES}; split the secret.`;
    return [{ pointer: '/spec/value', message }];
  },
};

type Value = { readonly [key: string]: ValueSource };

/** An upper bound, computed without serializing: a UTF-16 unit takes at most six bytes in JSON, as in `\u001f`. */
function atMostBytes(value: Value): number {
  let units = 0;
  for (const key in value) {
    const source = value[key];
    if (source?.kind === 'literal')
      units += key.length + (typeof source.value === 'string' ? source.value.length : 24) + 6;
  }
  return units * 6;
}

function bytesOf(value: Value): number {
  const literals = Object.entries(value).flatMap(([key, source]) =>
    source.kind === 'literal' ? [[key, source.value]] : [],
  );
  return new TextEncoder().encode(JSON.stringify(Object.fromEntries(literals))).length;
}
