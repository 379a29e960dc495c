import pc from 'picocolors';
import type { Style } from './report-format.ts';
import { wrap } from './text/wrap.ts';

/** A page of the documentation for a terminal: paragraphs filled to its width, code unchanged. */
export function renderPage(markdown: string, style: Style): string {
  const colors = pc.createColors(style.color);
  const lines = blocksOf(markdown).flatMap((block) => {
    if (block.kind === 'code') return [...block.lines.map((line) => colors.dim(`    ${line}`.trimEnd())), ''];
    if (block.kind === 'heading') return [colors.bold(block.text), ''];
    return [...block.texts.flatMap((text) => wrap(plainText(text), style.columns, hangingIndent(text))), ''];
  });
  return `${lines.join('\n').trimEnd()}\n`;
}

type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'code'; readonly lines: readonly string[] }
  /** A paragraph, or the items of a list. */
  | { readonly kind: 'prose'; readonly texts: readonly string[] };

function blocksOf(markdown: string): readonly Block[] {
  const parts = markdown.replace(/<!--[\s\S]*?-->\n?/g, '').split(/^(```\w*\n[\s\S]*?^```$)/m);
  return parts.flatMap((part) => (part.startsWith('```') ? [codeBlock(part)] : proseBlocks(part)));
}

function codeBlock(fence: string): Block {
  return { kind: 'code', lines: fence.split('\n').slice(1, -1) };
}

function proseBlocks(text: string): readonly Block[] {
  const paragraphs = text.split(/\n\s*\n/).map((paragraph) => paragraph.trim());
  return paragraphs.filter((paragraph) => paragraph !== '').map(proseBlock);
}

function proseBlock(paragraph: string): Block {
  const heading = /^#+ (.*)$/.exec(paragraph)?.[1];
  if (heading !== undefined) return { kind: 'heading', text: heading };
  const texts = paragraph.split(/\n(?=- )/).map((item) => item.replaceAll(/\s*\n\s*/g, ' '));
  return { kind: 'prose', texts };
}

/** Links and angle brackets are dropped, because they mean nothing in a terminal; code spans keep their backticks. */
function plainText(text: string): string {
  return text.replaceAll(/\[([^\]]+)\]\(([^)]+)\)/g, '$1 ($2)').replaceAll(/<(https?:[^>]+)>/g, '$1');
}

function hangingIndent(text: string): string {
  return text.startsWith('- ') ? '  ' : '';
}
