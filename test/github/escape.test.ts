import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fencedBlock, inlineCode, plainText } from '../../pipelines/reports/markdown/escape.ts';
import { table } from '../../pipelines/reports/plan/markdown/blocks.ts';
import { HOSTILE, render } from './hostile.ts';

const anyText = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.string({ unit: 'binary' }),
  fc.string(),
  fc.string({ unit: fc.constantFrom('`', '|', '\\', '<', '>', '\n', 'a', '@', '*', '[', ']', '#', '&') }),
);

function textOf(html: string): string {
  return html.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
}

/** What must arrive at the reader's eye, but for white space and characters that are shown as U+FFFD. */
function shown(text: string): string {
  return text.replaceAll(/[\s\u200b\ufffd]|\p{Cc}|\p{Cf}|\p{Zl}|\p{Zp}|\p{Cs}/gu, '');
}

describe('text from others', () => {
  test('inline code is one code element that holds the whole text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const html = render(`x ${inlineCode(text)} y`);
        const match = /^<p>x <code>([^<]*)<\/code> y<\/p>$/.exec(html);
        expect(match).not.toBeNull();
        expect(shown(textOf(match?.[1] ?? ''))).toBe(shown(text));
      }),
    );
  });

  test('a fence holds the whole text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const html = render(`${fencedBlock('diff', text)}\n\nafter`);
        const match = /^<pre><code class="language-diff">([^<]*)<\/code><\/pre>\n<p>after<\/p>$/.exec(html);
        expect(match).not.toBeNull();
        expect(shown(textOf(match?.[1] ?? ''))).toBe(shown(text));
      }),
    );
  });

  test('prose stays prose', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const [before, pattern] of [
          ['x ', /^<p>x ([^<]*)y<\/p>$/],
          ['- ', /^<ul>\n<li>([^<]*)y<\/li>\n<\/ul>$/],
        ] as const) {
          const match = pattern.exec(render(`${before}${plainText(text)} y`));
          expect(match).not.toBeNull();
          expect(shown(textOf(match?.[1] ?? ''))).toBe(shown(text));
        }
      }),
    );
  });

  test('a cell stays a cell', () => {
    fc.assert(
      fc.property(anyText, anyText, (a, b) => {
        const html = render(table(['A', 'B'], [[inlineCode(a), plainText(b)]]));
        expect(html.match(/<td>/g)).toHaveLength(2);
        expect(html.match(/<tr>/g)).toHaveLength(2);
      }),
    );
  });

  test.each(HOSTILE)('no trigger of a mention, reference or link survives: %j', (text) => {
    expect(plainText(text)).not.toMatch(/@\w|#\d|:\/\/|GH-\d|www\./i);
    for (const escaped of [plainText(text), inlineCode(text), fencedBlock('', text)]) {
      expect(escaped.replaceAll('\n', '')).not.toMatch(/[\u202a-\u202e\u2066-\u2069]|\p{Cc}/u);
    }
  });
});
