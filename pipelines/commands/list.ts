import type { Command, Format } from './io.ts';

export type OptionSpec = {
  /** As commander writes them: `--env <name>`, `--check`. */
  readonly flags: string;
  readonly description: string;
  /** May be given several times; the values arrive as a list. */
  readonly repeatable?: boolean;
};

/** What the command line needs to know of a command before it loads the command's code. */
export type CommandSpec = {
  readonly name: string;
  /** Positional arguments as commander writes them: `<rule>`, `[name]`. */
  readonly arguments?: string;
  readonly summary: string;
  readonly options: readonly OptionSpec[];
  /** The first is the default. */
  readonly formats: readonly Format[];
  /** Works without a repository around it. */
  readonly anywhere?: true;
  readonly load: () => Promise<Command>;
};

export const commands: readonly CommandSpec[] = [
  {
    name: 'check',
    summary: 'validate and lint the declarations, and check that generated files are fresh; offline',
    options: [],
    formats: ['text', 'json'],
    load: async () => (await import('./check.ts')).check,
  },
  {
    name: 'lint',
    summary: 'validate and lint the declarations',
    options: [],
    formats: ['text', 'json'],
    load: async () => (await import('./lint.ts')).lint,
  },
  {
    name: 'generate',
    summary: 'write the Kubernetes manifests',
    options: [{ flags: '--check', description: 'write nothing; fail where a file is stale' }],
    formats: ['text', 'json'],
    load: async () => (await import('./generate.ts')).generate,
  },
  {
    name: 'schema',
    arguments: '<kind>',
    summary: 'print the JSON Schema of a kind: Environment, Cluster, Secret, Policy, Waivers',
    options: [],
    formats: ['json'],
    anywhere: true,
    load: async () => (await import('./schema.ts')).schema,
  },
];
