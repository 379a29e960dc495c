// What Spectral can be told to check of a Secret: its schema, and 15 of Keywright's rules as far as one file shows them.
import { readFileSync } from 'node:fs';
import { undefined as absent, defined, length, pattern, schema, truthy } from '@stoplight/spectral-functions';

// Spectral compiles patterns without the u flag, where \p{L} stands for something else.
const secretSchema = JSON.parse(readFileSync(process.env.KEYWRIGHT_SECRET_SCHEMA, 'utf8'), (key, value) =>
  key.includes('\\p{') || (key === 'pattern' && value.includes('\\p{')) ? undefined : value,
);

// biome-ignore lint/suspicious/noThenProperty: the shape that Spectral loads
const must = (given, message, ...then) => ({ given, message, severity: 'error', then: then.flat() });
const matches = (match) => ({ function: pattern, functionOptions: { match } });
const matchesNot = (notMatch) => ({ function: pattern, functionOptions: { notMatch } });

// biome-ignore lint/style/noDefaultExport: the shape that Spectral loads
export default {
  rules: {
    schema: must('$', '{{error}}', { function: schema, functionOptions: { schema: secretSchema, allErrors: true } }),
    'name-charset': must('$.metadata.name', 'bad characters', matches('^[A-Za-z0-9/_+=.@-]{1,512}$')),
    'name-convention': must('$.metadata.name', 'unconventional', matches('^[a-z0-9/-]+$')),
    'name-arn-suffix-hazard': must('$.metadata.name', 'ambiguous', matchesNot('-[A-Z][A-Za-z0-9]{5}$')),
    'owner-required': must('$.spec', 'no owner', { field: 'owner', function: truthy }),
    'description-required': must('$.spec', 'no description', { field: 'description', function: truthy }),
    'description-length': must('$.spec.description', 'too long', { function: length, functionOptions: { max: 2048 } }),
    'kms-cmk-required': must('$.spec.kmsKeyId', 'the managed key', matchesNot('^(alias/)?aws/secretsmanager$')),
    'kms-key-format': must('$.spec.kmsKeyId', 'no key', matches('^(arn:aws[\\w-]*:kms:|alias/|[0-9a-f-]{36}$)')),
    'recovery-window': must('$.spec.recoveryWindowInDays', 'too short', matches('^30$')),
    'required-tags': must('$.spec.tags', 'tag missing', [
      { field: 'CostCenter', function: defined },
      { field: 'DataClassification', function: defined },
    ]),
    'tag-reserved-prefix': must('$.spec.tags.*~', 'reserved', matchesNot('^[aA][wW][sS]:')),
    'rotation-lambda-arn': must('$.spec.rotation.lambdaArn', 'no function', matches('^arn:aws[\\w-]*:lambda:')),
    'rotation-schedule-grammar': must('$.spec.rotation.schedule', 'no schedule', matches('^(rate|cron)\\(.+\\)$')),
    'rotation-schedule-exclusive': must('$.spec.rotation[?(@.schedule)]', 'two schedules', {
      field: 'automaticallyAfterDays',
      function: absent,
    }),
    'plaintext-pattern': must('$.spec..*', 'a token', matchesNot('AKIA[0-9A-Z]{16}|ghp_[A-Za-z0-9]{36}|xox[bp]-')),
  },
};
