import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { assembleEstate } from '../pipelines/declarations/estate.ts';
import { lint } from '../pipelines/lint/lint.ts';
import { maskSource } from '../pipelines/masking/mask-source.ts';
import { findPatterns, findPatternsUnfiltered } from '../pipelines/masking/patterns/find-patterns.ts';
import { mayHavePattern } from '../pipelines/masking/patterns/prefilter.ts';
import { reportFormats } from '../pipelines/reports/list.ts';
import { makeReport } from '../pipelines/reports/make-report.ts';

/** Made up, and put together here, so that no scanner takes this file for a leak. */
const chars = (count: number, text = 'aB3dE5gH7j') => text.repeat(Math.ceil(count / text.length)).slice(0, count);
const base64 = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const pem = (kind: string) =>
  `-----BEGIN ${kind}PRIVATE KEY-----\n${chars(300, 'MIIEpAIBAAKCAQEA7bq')}\n-----END ${kind}PRIVATE KEY-----`;

const tokens: { readonly [kind: string]: string } = {
  'AWS access key id': `AKIA${chars(16, 'Q3EGRXW7ZPL5MNVT')}`,
  'AWS temporary key id': `ASIA${chars(16, 'Q3EGRXW7ZPL5MNVT')}`,
  'AWS secret access key': `aws_secret_access_key = ${chars(40, 'q7Hs+9dK/2')}`,
  'GitHub token': `ghp_${chars(36)}`,
  'fine-grained GitHub token': `github_pat_${chars(82)}`,
  'GitLab token': `glpat-${chars(20)}`,
  'Slack token': `xoxb-${chars(12, '1234567890')}-${chars(24)}`,
  'Slack app token': `xapp-1-${chars(11)}-${chars(13, '1234567890')}-${chars(40)}`,
  'Slack webhook': `https://hooks.slack.com/services/T${chars(8)}/B${chars(8)}/${chars(24)}`,
  'Slack webhook in capitals': `HTTPS://HOOKS.SLACK.COM/services/T${chars(8)}/B${chars(8)}/${chars(24)}`,
  'npm token': `npm_${chars(36)}`,
  'GitHub token as basic auth': `https://${chars(40)}:x-oauth-basic@github.com/a/b`,
  'SendGrid key': `SG.${chars(22)}.${chars(43)}`,
  'Shopify token': `shpat_${chars(32)}`,
  'OpenAI key': `sk-${chars(20)}T3BlbkFJ${chars(20)}`,
  'Anthropic key': `sk-ant-api03-${chars(93)}AA`,
  'Linear key': `lin_api_${chars(40)}`,
  'Stripe key': `sk_live_${chars(24)}`,
  'Google API key': `AIza${chars(35)}`,
  'Datadog API key': `DD_API_KEY=${chars(32, '0f1e2d3c4b')}`,
  'Datadog application key': `app_key: "${chars(40, '0f1e2d3c4b')}"`,
  'JSON Web Token': `${base64({ alg: 'HS256', typ: 'JWT' })}.${base64({ sub: '1234567890' })}.${chars(43)}`,
  'RSA key': pem('RSA '),
  'PKCS#8 key': pem(''),
  'OpenSSH key in a block scalar': pem('OPENSSH ').replaceAll('\n', '\n    '),
  'URL with a password': 'https://deploy:Tr0ub4dor@git.internal.io/repo',
  'PostgreSQL URL': 'postgresql://app:Tr0ub4dor@db.internal:5432/app',
  'MySQL URL': 'jdbc:mysql://app:Tr0ub4dor@db.internal:3306/app',
  'MongoDB URL': 'mongodb+srv://app:Tr0ub4dor@db.internal/app',
  'Redis URL': 'redis://:Tr0ub4dor@cache.internal:6379',
  'AMQP URL': 'amqps://app:Tr0ub4dor@broker.internal',
  'JDBC parameter': 'jdbc:sqlserver://db.internal;user=app;password=Tr0ub4dor',
};

describe('finds', () => {
  test.each(Object.entries(tokens))('%s', (_, token) => {
    const text = `before "${token}" after`;
    const [match, ...others] = findPatterns(text);
    expect(others).toEqual([]);
    const found = text.slice(match?.start, match?.end);
    expect(found).toContain(token.split(/\s/).at(-1)?.replaceAll('"', ''));
  });
});

describe('leaves alone', () => {
  test.each([
    ['account ids', 'aws_account_id: "111122223333" accountId: 111122223333'],
    ["AWS's own example", 'AKIAIOSFODNN7EXAMPLE'],
    ['ARNs', 'arn:aws:secretsmanager:us-east-1:111122223333:secret:prod/app-AbCdEf'],
    ['key ids', 'kmsKeyId: mrk-1234abcd12ab34cd56ef1234567890ab'],
    ['digests', 'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'],
    ['URLs without a password', 'https://api.example.com:8443/v1 postgres://db:5432/app redis://cache:6379'],
    ['placeholders', 'postgres://user:{password}@host redis://:$REDIS_PASSWORD@host amqp://u:<password>@host'],
    ['templates', '{{ .username }}:{{ .password }}@db'],
    ['public keys', '-----BEGIN PUBLIC KEY-----'],
    ['e-mail', 'mailto:team@example.com'],
  ])('%s', (_, text) => {
    expect(findPatterns(text)).toEqual([]);
  });
});

describe('the prefilter', () => {
  test('lets every text through in which a shape is found', () => {
    const pieces = Object.values(tokens).flatMap((token) => [
      token,
      token.slice(0, -1),
      token.slice(1),
      token.toUpperCase(),
    ]);
    const piece = fc.oneof(
      fc.constantFrom(...pieces),
      fc.string({ maxLength: 12 }),
      fc.constantFrom(' ', '\n', '"', ':', '@', '//'),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), (parts) => {
        const text = parts.join('');
        if (findPatternsUnfiltered(text).length > 0) expect(mayHavePattern(text)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('masking', () => {
  const places: { readonly [place: string]: (token: string) => string } = {
    'a description': (token) => `description: "see ${token}"`,
    'a tag': (token) => `tags: { Note: "${token}" }`,
    'a tag key': (token) => `tags: { "${token}": x }`,
    'a name': (token) => `secretName: "${token}"`,
    'a comment': (token) => `owner: team-a # ${token}`,
    'a value': (token) => `value: { key: "${token}" }`,
    'a wrong field': (token) => `passwort: "${token}"`,
    'a field name': (token) => `"${token}": 1`,
    'a rule setting': (token) => `rotation: { lambdaArn: "${token}", schedule: "${token}" }`,
  };
  const singleLine = Object.entries(tokens).filter(([, token]) => !/[\n" ]/.test(token));

  test.each(Object.entries(places))('no format prints what stands in %s', (_, write) => {
    for (const [kind, token] of singleLine) {
      const text = [
        'apiVersion: keywright/v1',
        'kind: Secret',
        'metadata: { name: a }',
        'spec:',
        '  type: application',
        '  environments: [prod]',
        `  ${write(token)}`,
        '',
      ].join('\n');
      const file = { path: 'secrets.d/a.yaml', text };
      const loaded = assembleEstate([file]);
      const findings = lint({ ...loaded, now: new Date('2026-12-01') });
      expect(findings.map(({ rule }) => rule)).toContain('plaintext-pattern');
      const report = makeReport('lint', loaded, findings);
      const outputs = Object.values(reportFormats).map((render) => render(report, { color: false, columns: null }));
      for (const output of [...outputs, maskSource(file)])
        expect({ kind, leaks: output.includes(token.slice(-10)) }).toEqual({ kind, leaks: false });
    }
  });
});
