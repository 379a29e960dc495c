import { DEFAULT_PASSWORD_LENGTH, MAX_PASSWORD_LENGTH } from '../../../schemas/aws/limits.ts';
import type { GenerateOptions } from '../../../schemas/declarations.ts';
import { pointerOf } from '../../../schemas/json/pointer.ts';
import type { Problem } from '../../declarations/problem.ts';
import { NO_PROBLEMS, type Rule } from '../rule.ts';

export const passwordUnsatisfiable: Rule = {
  id: 'password-unsatisfiable',
  category: 'aws',
  title: 'No password can meet these generator options.',
  severity: { normal: 'error' },
  fix: 'none',
  waivable: false,
  phase: 'check',
  alsoKnownAs: [],
  sources: ['https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetRandomPassword.html'],
  checkSecret: ({ spec: { value } }) => {
    let problems: Problem[] | null = null;
    for (const key in value) {
      const source = value[key];
      const fault = source?.kind === 'generate' ? faultOf(source.options) : null;
      if (fault === null) continue;
      problems ??= [];
      const field = fault === LENGTH_MESSAGE ? ['passwordLength'] : [];
      problems.push({ pointer: pointerOf(['spec', 'value', key, 'generate', ...field]), message: fault });
    }
    return problems ?? NO_PROBLEMS;
  },
};

/** The characters that GetRandomPassword uses, including all of its punctuation. */
const CLASSES = [
  { option: 'excludeUppercase', characters: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ' },
  { option: 'excludeLowercase', characters: 'abcdefghijklmnopqrstuvwxyz' },
  { option: 'excludeNumbers', characters: '0123456789' },
  { option: 'excludePunctuation', characters: '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~' },
] as const;

const LENGTH_MESSAGE = `passwordLength must be a whole number from 1 to ${MAX_PASSWORD_LENGTH}.`;

function faultOf(options: GenerateOptions): string | null {
  const length = options.passwordLength ?? DEFAULT_PASSWORD_LENGTH;
  if (!Number.isInteger(length) || length < 1 || length > MAX_PASSWORD_LENGTH) {
    return LENGTH_MESSAGE;
  }
  const excluded = options.excludeCharacters ?? '';
  const included = CLASSES.filter(({ option }) => options[option] !== true);
  const usable = included.filter(({ characters }) =>
    [...characters].some((character) => !excluded.includes(character)),
  );
  const hasSpace = options.includeSpace === true && !excluded.includes(' ');
  if (usable.length === 0 && !hasSpace) return 'Every character is excluded; allow some.';
  if (options.requireEachIncludedType === false) return null;
  if (usable.length < included.length) {
    return 'A class of characters is required and all of it is excluded; exclude the class, or set requireEachIncludedType to false.';
  }
  const needed = usable.length;
  return length < needed
    ? `${needed} classes of characters are required, so passwordLength must be at least ${needed}.`
    : null;
}
