import type { Category, Rule } from '../../rules/rule.ts';

/** A rule as SARIF describes it (2.1.0, 3.49). */
export type Descriptor = {
  readonly id: string;
  readonly shortDescription: { readonly text: string };
  readonly help: { readonly text: string; readonly markdown: string };
  readonly defaultConfiguration: { readonly level: string };
  readonly properties: {
    readonly tags: readonly string[];
    readonly 'security-severity': string;
    readonly precision: string;
  };
};

export function ruleDescriptor({ id, title, category, severity, alsoKnownAs }: Rule): Descriptor {
  const level = { error: 'error', warning: 'warning', info: 'note' }[severity.normal];
  const known = alsoKnownAs.length > 0 ? ` Also known as ${alsoKnownAs.join(', ')}.` : '';
  const properties = {
    tags: ['security', category],
    'security-severity': score(category, level),
    precision: 'very-high',
  };
  return {
    id,
    shortDescription: { text: title },
    help: {
      text: `${title} Run "keywright explain ${id}" for reasons, examples and the fix.${known}`,
      markdown: `${title} Run \`keywright explain ${id}\` for reasons, examples and the fix.${known}`,
    },
    defaultConfiguration: { level },
    properties,
  };
}

export const STALE_FILE_DESCRIPTOR: Descriptor = {
  id: 'stale-file',
  shortDescription: { text: 'A generated file is not what the declarations come to.' },
  help: {
    text: 'Run "keywright generate" and commit the result.',
    markdown: 'Run `keywright generate` and commit the result.',
  },
  defaultConfiguration: { level: 'error' },
  properties: { tags: ['security', 'kubernetes'], 'security-severity': '4.0', precision: 'very-high' },
};

/**
 * GitHub sorts alerts by this number, in CVSS's ranges: rules against exposed values are critical, rules against open
 * access high; other errors are medium, warnings and infos low.
 */
function score(category: Category, level: string): string {
  if (category === 'plaintext') return '9.5';
  if (level === 'note') return '1.0';
  if (category === 'access' || category === 'encryption') return level === 'error' ? '8.0' : '6.0';
  return level === 'error' ? '5.0' : '3.0';
}
