const MAX_CACHED = 10_000;
const cache = new Map<string, RegExp>();

/** Matches IAM's wildcards: `*` for any text, `?` for one character; `[*]` and `[?]` stand for themselves. */
export function matchesPattern(text: string, pattern: string): boolean {
  if (pattern === '*') return true;
  return expressionFor(pattern).test(text);
}

/** The parts between colons match each on its own, so that a wildcard can't reach over an ARN's account or Region. */
export function matchesArn(arn: string, pattern: string): boolean {
  if (pattern === '*') return true;
  const [parts, patterns] = [splitArn(arn), splitArn(pattern)];
  return parts.length === patterns.length && parts.every((part, index) => matchesPattern(part, patterns[index] ?? ''));
}

function splitArn(arn: string): readonly string[] {
  const parts = arn.split(':');
  return [...parts.slice(0, 5), parts.slice(5).join(':')];
}

function expressionFor(pattern: string): RegExp {
  const cached = cache.get(pattern);
  if (cached !== undefined) return cached;
  if (cache.size >= MAX_CACHED) cache.clear();
  const source = pattern.replace(/\[[*?$]\]|[\s\S]/g, (token) => {
    if (token.length > 1) return `\\${token.charAt(1)}`;
    if (token === '*') return '[\\s\\S]*';
    return token === '?' ? '[\\s\\S]' : token.replace(/[.+^${}()|[\]\\/]/, '\\$&');
  });
  const expression = new RegExp(`^${source}$`);
  cache.set(pattern, expression);
  return expression;
}
