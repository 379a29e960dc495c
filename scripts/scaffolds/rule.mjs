import { existsSync } from 'node:fs';
import { camelCase, withEntry } from './list-entry.mjs';

/** A rule with its page and cases. Until edited, it reports a sample word in the description. */
export function scaffoldRule(name) {
  const [id, category = 'declarations'] = name.split('/').reverse();
  const folder = `pipelines/rules/${category}`;
  if (!existsSync(folder)) throw new Error(`No category of rules is called "${category}"; see pipelines/rules/.`);
  return {
    files: {
      [`${folder}/${id}.ts`]: source(id, category),
      [`docs/rules/${id}.md`]: page(id),
      [`test/cases/rules/${id}/bad.yaml`]: declaration('SCAFFOLD'),
      [`test/cases/rules/${id}/good.yaml`]: declaration('Orders database'),
      [`test/cases/rules/${id}/bad.out`]: '',
    },
    edits: {
      'pipelines/rules/list.ts': (text) =>
        withEntry(text, {
          exported: camelCase(id),
          path: `./${category}/${id}.ts`,
          list: 'export const rules',
          entry: camelCase(id),
        }),
    },
    commands: [
      ['npm', 'run', 'docs'],
      ['npm', 'run', 'cases', '--', '-t', id],
    ],
    think: `${folder}/${id}.ts says what is wrong and when; its page and cases show it (npm run cases renews what they print).`,
  };
}

function source(id, category) {
  return `import { NO_PROBLEMS, type Rule } from '../rule.ts';

export const ${camelCase(id)}: Rule = {
  id: '${id}',
  category: '${category}',
  title: 'SCAFFOLD: the fault, in one line.',
  severity: { normal: 'warning' },
  fix: 'none',
  waivable: true,
  phase: 'check',
  alsoKnownAs: [],
  sources: ['https://docs.aws.amazon.com/SCAFFOLD'],
  checkSecret: ({ spec: { description } }) =>
    description?.includes('SCAFFOLD') === true
      ? [{ pointer: '/spec/description', message: 'SCAFFOLD: what to change.' }]
      : NO_PROBLEMS,
};
`;
}

function page(id) {
  return `# ${id}

<!-- generated: facts -->
<!-- end -->

## Why

SCAFFOLD

## Bad

\`\`\`yaml
kind: Secret
spec:
  description: SCAFFOLD
\`\`\`

\`\`\`text
\`\`\`

## Good

\`\`\`yaml
kind: Secret
spec:
  description: Orders database
\`\`\`

## How to fix it

SCAFFOLD

<!-- generated: waiving -->
<!-- end -->
`;
}

function declaration(description) {
  return `kind: Secret
metadata: { name: one }
spec: { description: ${description} }
`;
}
