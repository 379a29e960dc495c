/** The pattern of a token that secretlint has no rule for. */
export type Shape = { readonly what: string; readonly pattern: RegExp };

export const shapes: readonly Shape[] = [
  { what: 'a private key', pattern: /-----BEGIN [A-Z ]*PRIVATE KEY(?: BLOCK)?-----/g },
  { what: 'a JSON Web Token', pattern: /\beyJ[\w-]{8,2000}\.eyJ[\w-]{8,4000}\.[\w-]{10,2000}/g },
  {
    what: 'a Datadog key',
    pattern:
      /[aA][pP](?:[iI]|[pP](?:lication|LICATION)?)[_-]?[kK][eE][yY]["']?\s*[:=]\s*["']?(?:[0-9a-f]{40}|[0-9a-f]{32})\b/g,
  },
  { what: 'a GitLab token', pattern: /\bglpat-[\w-]{20,100}/g },
  { what: 'a Stripe key', pattern: /\b[rs]k_live_[A-Za-z0-9]{16,200}/g },
  { what: 'a Google API key', pattern: /\bAIza[\w-]{35}/g },
  {
    what: 'a connection string with a password',
    // A placeholder such as `{...}`, `${...}` or `<...>` is not a password.
    pattern:
      /\b(?:rediss?|amqps?|sqlserver|mssql|mariadb|kafka|nats|ldaps?|smtps?):\/\/[^:/\s]{0,256}:(?![{$<*])[^@/\s]{3,256}@/gi,
  },
  {
    what: 'a connection string with a password',
    pattern: /\bjdbc:[^\s"']{1,500}[?;&]password=(?![{$<*])[^\s"'&;]{3,200}/gi,
  },
];
