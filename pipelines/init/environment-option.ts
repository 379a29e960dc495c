import type { NewEnvironment } from './setup.ts';

const PATTERN =
  /^([a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?):(\d{12}):((?:[a-z]{2}|eusc)(?:-[a-z]+)+-\d+)(?::(production|staging|development))?$/;

/** Reads `NAME:ACCOUNT:REGION[:TIER]`; without a tier, the name decides. null: the text has another form. */
export function parseEnvironment(text: string): NewEnvironment | null {
  const [, name, accountId, region, given] = PATTERN.exec(text.trim()) ?? [];
  if (name === undefined || accountId === undefined || region === undefined) return null;
  return { name, accountId, region, tier: TIERS.find((tier) => tier === given) ?? tierOf(name) };
}

const TIERS = ['production', 'staging', 'development'] as const;

function tierOf(name: string): NewEnvironment['tier'] {
  if (name.startsWith('prod')) return 'production';
  return /^(?:stag|pre|uat)/.test(name) ? 'staging' : 'development';
}
