import { camelCase, withEntry } from './list-entry.mjs';

/** A report format that prints one line per finding. */
export function scaffoldFormat(name) {
  const render = `render${camelCase(`-${name}`)}`;
  return {
    files: {
      [`pipelines/reports/${name}.ts`]: source(render),
      [`test/cases/formats/${name}.out`]: '',
    },
    edits: {
      'pipelines/reports/list.ts': (text) =>
        withEntry(text, {
          exported: render,
          path: `./${name}.ts`,
          list: 'export const reportFormats',
          entry: `'${name}': ${render}`,
        }),
      'pipelines/io/report-formats.ts': (text) => text.replace('] as const', `, '${name}'] as const`),
    },
    commands: [['npm', 'run', 'cases', '--', 'test/formats.test.ts']],
    think: `pipelines/reports/${name}.ts turns a report into text; test/cases/formats/${name}.out shows it.`,
  };
}

function source(render) {
  return `import type { ReportFormat } from './report-format.ts';

/** SCAFFOLD: the format, its version, and who reads it. */
export const ${render}: ReportFormat = ({ findings }) =>
  findings.map(({ file, line, rule, message }) => \`\${file}:\${line} \${rule} \${message}\\n\`).join('');
`;
}
