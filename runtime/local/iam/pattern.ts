type Token = { readonly text: string; readonly kind: 'character' | 'any' | 'run' };

/**
 * Matches IAM's wildcards: `*` for any text, `?` for one character; `[*]`, `[?]` and `[$]` match the character itself.
 * Backtracks only to the last `*`, so the time is at most the product of both lengths.
 */
export function matchesPattern(text: string, pattern: string): boolean {
  const tokens = tokensOf(pattern);
  let [at, token] = [0, 0];
  let retry: { readonly at: number; readonly token: number } | undefined;
  while (at < text.length) {
    const current = tokens[token];
    if (current?.kind === 'run') {
      token += 1;
      retry = { at, token };
    } else if (current !== undefined && (current.kind === 'any' || current.text === text.charAt(at))) {
      at += 1;
      token += 1;
    } else {
      if (retry === undefined) return false;
      at = retry.at + 1;
      token = retry.token;
      retry = { at, token };
    }
  }
  return tokens.slice(token).every(({ kind }) => kind === 'run');
}

/** Matches each part between colons separately, so that a wildcard can't span an ARN's account or Region. */
export function matchesArn(arn: string, pattern: string): boolean {
  if (pattern === '*') return true;
  const [parts, patterns] = [splitArn(arn), splitArn(pattern)];
  return parts.length === patterns.length && parts.every((part, index) => matchesPattern(part, patterns[index] ?? ''));
}

function splitArn(arn: string): readonly string[] {
  const parts = arn.split(':');
  return [...parts.slice(0, 5), parts.slice(5).join(':')];
}

function tokensOf(pattern: string): readonly Token[] {
  return (pattern.match(/\[[*?$]\]|[\s\S]/g) ?? []).map((text) => {
    if (text.length > 1) return { text: text.charAt(1), kind: 'character' };
    return { text, kind: text === '*' ? 'run' : text === '?' ? 'any' : 'character' };
  });
}
