import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';

/** Names and descriptions as somebody who wants to do harm would choose them. */
export const HOSTILE = [
  '@everyone',
  'me@example-org/owners',
  '`',
  '``` \n# heading',
  '</code></summary><script>alert(1)</script>',
  '<img src=x onerror=y>',
  '[click](javascript:alert(1))',
  '![x](https://evil.example/p.png)',
  'a | b \\| c \\\\| d',
  'closes #1, GH-2, example-org/keywright#3',
  'www.evil.example https://evil.example',
  '\u202Eevil\u202C \u2066x\u2069',
  'zero\u200bwidth',
  'nul\u0000 bell\u0007 esc\u001b[31m',
  '::set-output name=x::y',
  '::error::boom\n::add-mask::x',
  '<!-- keywright:plan v1 root=. environment=prod head= digest= -->',
  '---\n***\n___',
  '&lt;b&gt; &#64;everyone &amp;',
  '~~x~~ **y** _z_ $e=mc^2$',
  '1. x',
  '- [ ] task',
  '\ud800 half a pair',
] as const;

/** GitHub-flavoured Markdown as HTML, raw HTML included, so that what slips through is seen. */
export function render(markdown: string): string {
  return micromark(markdown, { extensions: [gfm()], htmlExtensions: [gfmHtml()], allowDangerousHtml: true });
}
