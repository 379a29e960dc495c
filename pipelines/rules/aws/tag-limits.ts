import { MAX_DECLARED_TAGS, MAX_TAG_KEY_LENGTH, MAX_TAG_VALUE_LENGTH } from '../../../schemas/aws/limits.ts';
import { pointerOf } from '../../../schemas/json/pointer.ts';
import type { DesiredSecret } from '../../../schemas/types.ts';
import type { Problem } from '../../declarations/problem.ts';
import { NO_PROBLEMS, type Rule } from '../rule.ts';

export const tagLimits: Rule = {
  id: 'tag-limits',
  category: 'aws',
  title: 'The tags are too many, too long, or have characters that AWS refuses.',
  severity: { normal: 'error' },
  fix: 'none',
  waivable: false,
  phase: 'check',
  alsoKnownAs: [],
  sources: ['https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_Tag.html'],
  checkSecret: ({ environment, spec: { tags, owner } }) => {
    let problems: Problem[] | null = null;
    let count = 0;
    for (const key in tags) {
      const value = tags[key] ?? '';
      if (!isDerived(key, value, environment, owner)) count++;
      const message = faultOf(key, value);
      if (message !== null) {
        problems ??= [];
        problems.push({ pointer: pointerOf(['spec', 'tags', key]), message });
      }
    }
    if (count <= MAX_DECLARED_TAGS) return problems ?? NO_PROBLEMS;
    const message = `${count} tags are declared; keep ${MAX_DECLARED_TAGS}: AWS allows 50 and Keywright's record needs some.`;
    return [{ pointer: '/spec/tags', message }, ...(problems ?? [])];
  },
};

type Tags = DesiredSecret['spec']['tags'];

/** Whether Keywright derived the tag. Derived Owner and Environment tags don't count as declared. */
function isDerived(key: keyof Tags, value: string, environment: string, owner: string | null): boolean {
  return (key === 'Environment' && value === environment) || (key === 'Owner' && value === owner);
}

function faultOf(key: string, value: string): string | null {
  if (key.length === 0 || key.length > MAX_TAG_KEY_LENGTH) {
    return `A tag's key has 1 to ${MAX_TAG_KEY_LENGTH} characters; this one has ${key.length}.`;
  }
  if (value.length > MAX_TAG_VALUE_LENGTH) {
    return `A tag's value has at most ${MAX_TAG_VALUE_LENGTH} characters; this one has ${value.length}.`;
  }
  if (hasOnlyTagCharacters(key) && hasOnlyTagCharacters(value)) return null;
  return 'A tag may hold letters, digits, spaces and _ . : / = + - @ only; remove the other characters.';
}

/** The first pattern, much cheaper than the second, accepts nearly all tags. */
function hasOnlyTagCharacters(text: string): boolean {
  return /^[A-Za-z0-9 _.:/=+@-]*$/.test(text) || /^[\p{L}\p{Z}\p{N}_.:/=+@-]*$/u.test(text);
}
