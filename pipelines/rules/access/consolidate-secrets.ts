import type { DesiredSecret } from '../../../schemas/types.ts';
import type { EstateProblem, Rule } from '../rule.ts';

export const consolidateSecrets: Rule = {
  id: 'consolidate-secrets',
  category: 'access',
  title: 'Several secrets hold the parts of one credential.',
  severity: { normal: 'info' },
  fix: 'none',
  waivable: true,
  phase: 'check',
  alsoKnownAs: [],
  sources: ['https://docs.aws.amazon.com/secretsmanager/latest/userguide/best-practices.html'],
  checkEstate: ({ estate }) =>
    [...partsByCredential(estate.desired).entries()]
      .filter(([, parts]) => parts.length > 1)
      .flatMap(([, parts]) => consolidation(parts)),
};

type Part = { readonly desired: DesiredSecret; readonly credential: string; readonly field: string };

/** Names that end in a word for one part of a credential. */
const PART = /^(.+)[-_/](username|user|login|password|passwd|pass|host|hostname|endpoint|url|port|dbname|database)$/;

function partsByCredential(all: readonly DesiredSecret[]): ReadonlyMap<string, readonly Part[]> {
  const groups = new Map<string, Part[]>();
  for (const desired of all) {
    const match = PART.exec(desired.secret);
    if (match === null || !desired.spec.manage || desired.spec.state === 'absent') continue;
    const [, credential = '', field = ''] = match;
    const key = `${desired.environment} ${credential}`;
    const group = groups.get(key) ?? [];
    group.push({ desired, credential, field });
    groups.set(key, group);
  }
  return groups;
}

function consolidation(parts: readonly Part[]): readonly EstateProblem[] {
  const [first, ...others] = parts;
  if (first === undefined) return [];
  const siblings = others.map(({ desired }) => `"${desired.secret}"`).join(', ');
  const message =
    `It and ${siblings} are parts of one credential: one secret "${first.credential}" with the keys ` +
    `${parts.map(({ field }) => field).join(', ')} costs one secret, and rotates as a whole.`;
  return [{ subject: first.desired, pointer: '/metadata/name', message }];
}
