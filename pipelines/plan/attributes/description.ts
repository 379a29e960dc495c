import { changeOf, type Draft, draft, type SecretComparison } from '../draft.ts';

/** A secret that declares no description keeps the one it has. */
export function diffDescription({ desired, observed }: SecretComparison): readonly Draft[] {
  const { description } = desired.spec;
  if (description === null || description === observed.description) return [];
  return draft(
    'update-metadata',
    observed.region,
    ['harmless'],
    [changeOf(['description'], observed.description, description)],
  );
}
