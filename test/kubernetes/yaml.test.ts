import { expect, test } from '@jest/globals';
import { Yaml } from 'cdk8s';
import fc from 'fast-check';
import type { Fields } from '../../generators/kubernetes/manifest.ts';
import { toYaml } from '../../generators/kubernetes/yaml.ts';

const awkward = fc.constantFrom(
  ...[
    'yes',
    'No',
    'null',
    '~',
    '1e3',
    '0x1f',
    '1:30',
    '2020-01-01',
    '',
    ' ',
    'a: b',
    'a #b',
    '- a',
    '{{ .a }}',
    '&a',
    '*',
  ],
  ...[
    'a\n',
    'a\nb',
    '\n',
    'a\n\n',
    ' a\n b',
    'a\n ',
    'a: |\n  b\n',
    '\t',
    'a\tb',
    "it's",
    '"',
    'é',
    '\u0000',
    '\u2028',
    '=',
  ],
  ...[
    '<<',
    '__proto',
    '.',
    '..',
    '-',
    '--',
    '---',
    '...',
    '?',
    'x:',
    ':x',
    'a'.repeat(200),
    'a b '.repeat(50),
    '0400',
    '1h0m0s',
  ],
);
const text = fc.oneof(
  awkward,
  fc.string(),
  fc.string({ unit: 'grapheme' }),
  fc.array(fc.oneof(awkward, fc.string({ unit: 'binary-ascii' })), { maxLength: 4 }).map((lines) => lines.join('\n')),
  fc.stringMatching(/^[\w./:@+=-]+$/),
  fc.stringMatching(/^-?\d+(h\d+m\d+s)?$/),
  fc.stringMatching(/^[-+]?[0-9eExX._:a-f+-]{1,6}$/),
);
/** What Kubernetes allows as a key somewhere: names with a domain, keys of Secrets. */
const key = fc.oneof(
  fc.stringMatching(/^[\w./-]{1,60}$/),
  fc.stringMatching(/^[0-9eExX._a-f-]{1,5}$/),
  fc.constantFrom('yes', 'null', '1', '0400', '.', '-', '.dockerconfigjson', '.5', '1e3', '=', '~'),
);
const { value } = fc.letrec<{ value: Fields }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'medium' },
    text,
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(key, tie('value'), { maxKeys: 4 }),
  ),
}));

test('any object is written byte for byte as cdk8s writes it', () => {
  fc.assert(
    fc.property(fc.dictionary(key, value, { maxKeys: 4 }), (object) => {
      expect(toYaml(object)).toBe(Yaml.stringify(object));
    }),
    { numRuns: 1000 },
  );
});
