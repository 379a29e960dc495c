/**
 * True for every text in which `findPatterns` may find a match, and for very few others, at a hundredth of its cost.
 * Each alternative is a part that its shape always contains, so no match is missed; a test compares the two.
 */
export function mayHavePattern(text: string): boolean {
  return TOKENS.test(text) || DATADOG_KEY.test(text);
}

const PARTS: readonly RegExp[] = [
  /A(?:3T[A-Z0-9]|KIA|GPA|IDA|ROA|IPA|NPA|NVA|SIA|Iza)/, // AWS IDs, Google API keys
  /(?:SECRET|ecret)_?(?:ACCESS|access|Access)_?(?:KEY|key|Key)/, // AWS secret access keys
  /npm_|x-oauth-basic/,
  /x(?:ox[bpaor]-|app-)/, // Slack
  /[hH][oO]{2}[kK][sS]\.[sS]/, // Slack webhooks, ignoring case
  /:\/\/[^:/\s]{0,256}:[^@/\s]{1,256}@/, // a password in a URL
  /T3BlbkFJ|sk-ant-api0|lin_api_|SG\.|shp(?:pa|ca|at|ss)_/,
  /gh[pousr]_|github_pat_|glpat-|ops_ey|k_live_/,
  /PRIVATE KEY/,
  /eyJ/, // JSON Web Tokens
  /[pP][aA][sS]{2}[wW][oO][rR][dD]=/, // JDBC
];

const TOKENS = new RegExp(PARTS.map(({ source }) => source).join('|'));

/** Kept separate: joined with the others, its character classes would double V8's time for the whole expression. */
const DATADOG_KEY = /[kK][eE][yY]["']?\s*[:=]\s*["']?[0-9a-f]{32}/;
