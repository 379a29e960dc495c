import type { PlanFinding } from '../../../../schemas/plan.ts';
import type { Severity } from '../../../../schemas/types.ts';
import { inlineCode, plainText } from '../../markdown/escape.ts';
import { bulletList } from './blocks.ts';
import type { Links } from './view.ts';

const ICONS: { readonly [severity in Severity]: string } = { error: '❌', warning: '⚠️', info: 'ℹ️' };
const ORDER: readonly Severity[] = ['error', 'warning', 'info'];

/** Findings, errors first, each with its rule and a link to the line, under a title. */
export function findingList(
  title: (number: number) => string,
  findings: readonly PlanFinding[],
  links: Links,
  maxItems: number,
): readonly string[] {
  if (findings.length === 0) return [];
  const sorted = [...findings].sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));
  const items = sorted.map((finding) => itemOf(finding, links));
  return [`**${title(findings.length)}**\n\n${bulletList(items, maxItems).join('\n')}`];
}

function itemOf(finding: PlanFinding, links: Links): string {
  const { severity, rule, message, file, line } = finding;
  const place = `[${inlineCode(`${file}:${line}`)}](${links.tree}/${encodePath(file)}#L${line})`;
  return `${ICONS[severity]} ${plainText(message)} ${place} ${inlineCode(rule)}`;
}

function encodePath(path: string): string {
  // By way of UTF-8, because encodeURIComponent throws on half a surrogate pair.
  const wellFormed = Buffer.from(path).toString();
  const bracket = (character: string) => `%${character.charCodeAt(0).toString(16)}`;
  return wellFormed
    .split('/')
    .map((part) => encodeURIComponent(part).replaceAll(/[()]/g, bracket))
    .join('/');
}
