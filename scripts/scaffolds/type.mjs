import { camelCase, withEntry } from './list-entry.mjs';

/** A secret type with one plain and one sensitive key, and a declaration of it. */
export function scaffoldType(name) {
  return {
    files: {
      [`schemas/secret-types/${name}.ts`]: source(name),
      [`test/cases/types/${name}.yaml`]: declaration(name),
    },
    edits: {
      'schemas/secret-types/list.ts': (text) =>
        withEntry(text, {
          exported: camelCase(name),
          path: `./${name}.ts`,
          list: 'export const secretTypes',
          entry: camelCase(name),
        }),
      'schemas/secret.schema.json': (text) =>
        text.replace('            "opaque"\n', `            "opaque",\n            "${name}"\n`),
    },
    commands: [['npm', 'run', 'docs']],
    think: `schemas/secret-types/${name}.ts says which keys it has, which are sensitive, and where it also lives.`,
  };
}

function source(name) {
  return `import type { SecretType } from './secret-type.ts';

export const ${camelCase(name)}: SecretType = {
  name: '${name}',
  description: 'SCAFFOLD: one sentence.',
  category: 'application',
  shape: 'json',
  keys: {
    username: { description: 'SCAFFOLD', sensitive: false, required: true },
    password: { description: 'SCAFFOLD', sensitive: true, required: true, generate: { passwordLength: 32 } },
  },
  alsoLivesIn: null,
  rotationStrategies: [],
  kubernetesSecretType: 'Opaque',
};
`;
}

function declaration(name) {
  return `kind: Secret
metadata: { name: one }
spec:
  type: ${name}
  value:
    username: app
    password: { generate: {} }
`;
}
