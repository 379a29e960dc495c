import type { Declaration } from '../../../schemas/declarations.ts';

/** The names declared for each kind, including those of declarations too broken to use. */
export type DeclaredNames = { readonly [kind in Declaration['kind']]: ReadonlySet<string> };

/** A document with a readable kind and name. The rest may be invalid. */
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
