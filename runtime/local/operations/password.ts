import { invalidParameter } from '../errors.ts';
import type { Random } from '../random.ts';
import { boolean, integer, optional, structure, text, type ValueOf } from '../wire/shapes.ts';
import { authorizeAccount, onAccount } from './operation.ts';

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetRandomPassword.html */
const DEFAULT_LENGTH = 32;
const LOWERCASE = 'abcdefghijklmnopqrstuvwxyz';
const UPPERCASE = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const NUMBERS = '0123456789';
const PUNCTUATION = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';

const input = structure({
  PasswordLength: optional(integer({ min: 1, max: 4096 })),
  ExcludeCharacters: optional(text({ max: 4096 })),
  ExcludeNumbers: optional(boolean),
  ExcludePunctuation: optional(boolean),
  ExcludeUppercase: optional(boolean),
  ExcludeLowercase: optional(boolean),
  IncludeSpace: optional(boolean),
  RequireEachIncludedType: optional(boolean),
});
type PasswordOptions = Partial<ValueOf<typeof input>>;

export const getRandomPassword = onAccount('GetRandomPassword', {
  input,
  run(request, call) {
    authorizeAccount('GetRandomPassword', request, call);
    return { RandomPassword: randomPassword(request, call.random) };
  },
});

/** Throws InvalidParameterException if the options leave no characters, or too little room for one of each type. */
export function randomPassword(options: PasswordOptions, random: Random): string {
  const length = options.PasswordLength ?? DEFAULT_LENGTH;
  const types = characterTypes(options);
  const alphabet = types.join('') + (options.IncludeSpace ? without(' ', options.ExcludeCharacters) : '');
  if (alphabet === '') throw invalidParameter("The password can't be generated, because every character is excluded.");
  const required = options.RequireEachIncludedType === false ? [] : types;
  if (length < required.length) {
    throw invalidParameter('Password length is too short based on the required types.');
  }
  const characters = Array.from({ length }, (_, index) => pick(required[index] ?? alphabet, random));
  return shuffled(characters, random).join('');
}

/** The types that the options leave, without the excluded characters; a type with none left is not included. */
function characterTypes(options: PasswordOptions): readonly string[] {
  const types = [
    options.ExcludeLowercase ? '' : LOWERCASE,
    options.ExcludeUppercase ? '' : UPPERCASE,
    options.ExcludeNumbers ? '' : NUMBERS,
    options.ExcludePunctuation ? '' : PUNCTUATION,
  ];
  return types.map((type) => without(type, options.ExcludeCharacters)).filter((type) => type !== '');
}

const without = (characters: string, excluded = '') =>
  [...characters].filter((character) => !excluded.includes(character)).join('');
const pick = (characters: string, random: Random) => characters.charAt(random.below(characters.length));

function shuffled(characters: readonly string[], random: Random): readonly string[] {
  const pool = [...characters];
  return characters.map(() => pool.splice(random.below(pool.length), 1)[0] ?? '');
}
