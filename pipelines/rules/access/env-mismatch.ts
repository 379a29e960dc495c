import type { Tier } from '../../../schemas/declarations.ts';
import type { DesiredSecret } from '../../../schemas/types.ts';
import type { Problem } from '../../declarations/problem.ts';
import { type EnvironmentContext, NO_PROBLEMS, type Rule } from '../rule.ts';

export const envMismatch: Rule = {
  id: 'env-mismatch',
  category: 'access',
  title: 'The folder, the name or the Environment tag speaks of another environment.',
  severity: { normal: 'error' },
  fix: 'none',
  waivable: true,
  phase: 'check',
  alsoKnownAs: [],
  sources: ['https://docs.aws.amazon.com/whitepapers/latest/tagging-best-practices/tagging-best-practices.html'],
  checkSecret: (desired, context) => {
    const tag = tagProblem(desired, context);
    const name = nameProblem(desired, context);
    const folder = folderProblem(desired, context);
    if (tag === null && name === null && folder === null) return NO_PROBLEMS;
    return [tag, name, folder].filter((problem) => problem !== null);
  },
};

/** Common words for each tier. A name with a word for another tier suggests another environment. */
const WORDS: { readonly [tier in Tier]: readonly string[] } = {
  production: ['production', 'prod', 'prd'],
  staging: ['staging', 'stage', 'stg', 'preprod', 'uat'],
  development: ['development', 'dev'],
};
const ALL_WORDS: ReadonlySet<string> = new Set(Object.values(WORDS).flat());

function tagProblem({ spec: { tags } }: DesiredSecret, context: EnvironmentContext): Problem | null {
  const tag = tags.Environment;
  if (tag === undefined || isOwn(tag.toLowerCase(), context)) return null;
  const message = `The tag Environment says "${tag}", and this is "${context.environment.name}"; correct or remove the tag.`;
  return { pointer: '/spec/tags/Environment', message };
}

/** Checks only the first and last word of the name: `prod-dev-portal` is a portal for developers, in production. */
function nameProblem({ name }: DesiredSecret, context: EnvironmentContext): Problem | null {
  // A name that begins with the environment's name, as in the default template, is always accepted, such as `eu-1/dev`.
  if (beginsWith(name, context.environment.name)) return null;
  const words = name.toLowerCase().split(/[^a-z0-9]+/);
  const other = [words[0], words.at(-1)].find((word) => word !== undefined && isOfSome(word, context));
  if (other === undefined || words.some((word) => isOwn(word, context))) return null;
  const message =
    `Its name in AWS, "${name}", speaks of "${other}", and this is "${context.environment.name}"; correct ` +
    'secretName or the name template.';
  return { pointer: '/spec/secretName', message };
}

/** Compares whole words: `device/prod` does not begin with `dev`. */
function beginsWith(name: string, environment: string): boolean {
  return name.startsWith(environment) && !/^[a-zA-Z0-9]/.test(name.slice(environment.length));
}

function folderProblem({ file }: DesiredSecret, context: EnvironmentContext): Problem | null {
  const other = otherInFolder(file.slice(0, file.lastIndexOf('/')), context);
  if (other === null) return null;
  const message = `It stands in the folder "${other}" and is declared for "${context.environment.name}"; move it or correct environments.`;
  return { pointer: '/spec/environments', message };
}

/** Many files share a folder, so the result is cached per folder and environment. */
function otherInFolder(folder: string, context: EnvironmentContext): string | null {
  const known = foldersByContext.get(context) ?? new Map<string, string | null>();
  foldersByContext.set(context, known);
  const before = known.get(folder);
  if (before !== undefined) return before;
  const words = folder.toLowerCase().split('/').slice(1);
  const other = words.some((word) => isOwn(word, context)) ? undefined : words.find((word) => isOfSome(word, context));
  known.set(folder, other ?? null);
  return other ?? null;
}

const foldersByContext = new WeakMap<EnvironmentContext, Map<string, string | null>>();

/** Whether a word is the environment's own name or a word for its tier. */
function isOwn(word: string, { environment }: EnvironmentContext): boolean {
  return word === environment.name || WORDS[environment.spec.tier].includes(word);
}

/** Whether a word is the name of any environment or a word for any tier. */
function isOfSome(word: string, { estate }: EnvironmentContext): boolean {
  return ALL_WORDS.has(word) || estate.environments.some(({ name }) => name === word);
}
