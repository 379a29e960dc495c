/** XML that is already escaped. */
export type Xml = { readonly xml: string };

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function element(name: string, content: string | readonly Xml[], attributes = ''): Xml {
  const inner = typeof content === 'string' ? escapeText(content) : content.map(({ xml }) => xml).join('');
  return { xml: `<${name}${attributes}>${inner}</${name}>` };
}

/** Characters that XML 1.0 can't hold at all are dropped. */
const escapeText = (text: string) =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
    .replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '');
