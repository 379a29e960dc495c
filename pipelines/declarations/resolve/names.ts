import type { Declaration } from '../../../schemas/declarations.ts';

/** Which names each kind has, those of declarations that are too broken to use included. */
export type DeclaredNames = { readonly [kind in Declaration['kind']]: ReadonlySet<string> };

/** A document whose kind and name could be read, whether or not the rest of it is valid. */
export type NamedDocument = {
  readonly kind: Declaration['kind'];
  readonly name: string;
  readonly file: string;
  readonly document: number;
};

export function declaredNames(named: readonly NamedDocument[]): DeclaredNames {
  const names = {
    Environment: new Set<string>(),
    Cluster: new Set<string>(),
    Secret: new Set<string>(),
    Policy: new Set<string>(),
    Waivers: new Set<string>(),
  };
  for (const { kind, name } of named) names[kind].add(name);
  return names;
}
