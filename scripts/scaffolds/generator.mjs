import { camelCase, withEntry } from './list-entry.mjs';

/** A generator with a top-level folder of its own and one file per environment. */
export function scaffoldGenerator(name) {
  const generate = `generate${camelCase(`-${name}`)}`;
  return {
    files: { [`generators/${name}/generate.ts`]: source(name, generate) },
    edits: {
      'generators/list.ts': (text) =>
        withEntry(text, {
          exported: generate,
          path: `./${name}/generate.ts`,
          list: 'export const generators',
          entry: `{ name: '${name}', folder: '${name}', generate: ${generate} }`,
        }),
      '.gitattributes': (text) => `${text}${name}/** linguist-generated=true\n`,
    },
    commands: [
      ['npm', 'run', 'build'],
      ['node', 'build/keywright.js', 'generate'],
    ],
    think: `generators/${name}/generate.ts turns the estate into files; ${name}/ holds what it wrote for this repository's own.`,
  };
}

function source(name, generate) {
  return `import type { Estate, Generated, GeneratedFile } from '../../schemas/types.ts';

/** SCAFFOLD: what it writes, \`${name}/<environment>.yaml\`, and for whom. Pure. */
export function ${generate}(estate: Estate): Generated {
  return { files: estate.environments.map(({ name, spec }) => fileOf(estate, name, spec.managedBy)), findings: [] };
}

function fileOf({ desired }: Estate, environment: string, managedBy: string): GeneratedFile {
  const names = desired.filter((secret) => secret.environment === environment).map(({ name }) => name);
  const owner = { managedBy, declaration: \`Environment/\${environment}\` };
  return { path: \`${name}/\${environment}.yaml\`, owner, body: \`secrets: \${JSON.stringify(names.toSorted())}\\n\` };
}
`;
}
