import { rmSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { commands } from '../../pipelines/commands/list.ts';
import type { Io } from '../../pipelines/io/io.ts';
import type { LocalEndpointOptions } from '../../runtime/local/options.ts';
import { startLocalEndpoint } from '../../runtime/local/server.ts';
import type { ApplyResult, Plan } from '../../schemas/plan.ts';
import { writeTree } from './estate.ts';
import { undescribed } from './plan-schema.ts';

export const ACCOUNT = '111122223333';
export const REGION = 'us-east-1';
export const OWNER = 'example-org/test';

type Spec = { readonly [field: string]: unknown };
export type Declared = { readonly [name: string]: Spec };
export type Run = { readonly status: number; readonly data: string; readonly prose: string };
export type RunOptions = {
  readonly options?: { readonly [name: string]: string | boolean | readonly string[] };
  readonly arguments?: readonly string[];
  readonly env?: { readonly [name: string]: string };
  readonly input?: string;
  /** Simulates a user at a terminal who types `input`. */
  readonly atTerminal?: boolean;
  readonly columns?: number;
  readonly format?: 'text' | 'json' | 'markdown';
  readonly now?: Date;
  readonly signal?: AbortSignal;
};

/** A repository of declarations and the AWS that they are for: the embedded endpoint, or another server by its URL. */
export type World = Awaited<ReturnType<typeof createWorld>>;

export async function createWorld(settings: LocalEndpointOptions & { readonly url?: string } = {}) {
  const endpoint = settings.url === undefined ? await startLocalEndpoint(settings) : null;
  const url = settings.url ?? endpoint?.url ?? '';
  let root = '';
  const clean = () => rmSync(root, { recursive: true, force: true });
  const run = (name: string, given: RunOptions = {}) => runCommand(name, root, url, given);
  return {
    url,
    endpoint,
    root: () => root,
    /** Replaces all declarations. */
    declare: (secrets: Declared, environment: Spec = {}) => {
      clean();
      root = writeTree(treeOf(secrets, { prod: environment }));
    },
    declareTree: (files: { readonly [path: string]: string }) => {
      clean();
      root = writeTree(files);
    },
    run,
    plan: async (given: RunOptions = {}): Promise<Plan> =>
      asDescribed(parse(await run('plan', { ...given, format: 'json' }))),
    apply: async (given: RunOptions = {}): Promise<ApplyResult> =>
      parse(await run('apply', { ...given, format: 'json', options: { yes: true, ...given.options } })),
    client: (region = REGION, accountId = ACCOUNT) =>
      new SecretsManagerClient({
        region,
        endpoint: url,
        credentials: { accessKeyId: `LOCAL${accountId}`, secretAccessKey: 'test' },
      }),
    close: async () => {
      clean();
      await endpoint?.close();
    },
  };
}

/** If a command printed no data, its standard error says why. */
function parse({ data, prose }: Run) {
  if (data === '') throw new Error(prose);
  return JSON.parse(data);
}

/** Every plan that a test makes must match the published schema. */
function asDescribed(plan: Plan): Plan {
  const problems = undescribed(plan);
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return plan;
}

/** JSON is YAML. Names in AWS are `environment/name`. */
export function treeOf(secrets: Declared, environments: Declared): { readonly [path: string]: string } {
  const documents = [
    { kind: 'Policy', metadata: { name: 'default' }, spec: { rules: quietRules } },
    ...Object.entries(environments).map(([name, spec]) => ({
      kind: 'Environment',
      metadata: { name },
      spec: { tier: 'development', managedBy: OWNER, aws: { accountId: ACCOUNT, region: REGION }, ...spec },
    })),
    ...Object.entries(secrets).map(([name, spec]) => ({
      kind: 'Secret',
      metadata: { name },
      spec: {
        type: 'application',
        owner: 'team',
        description: 'A secret.',
        environments: Object.keys(environments),
        ...spec,
      },
    })),
  ];
  return Object.fromEntries(
    documents.map((document, index) => [
      `secrets.d/${String(index).padStart(5, '0')}.yaml`,
      JSON.stringify({ apiVersion: 'keywright/v1', ...document }),
    ]),
  );
}

/** Rules that the declarations of these tests break, off because the tests are about reconciling. */
const quietRules = {
  'required-tags': 'off',
  'rotation-immediate-unset': 'off',
  'kms-cmk-required': 'off',
  'owner-required': 'off',
};

async function runCommand(name: string, root: string, url: string, given: RunOptions): Promise<Run> {
  const spec = commands.find((command) => command.name === name);
  if (spec === undefined) throw new Error(`no command ${name}`);
  const output = { data: '', prose: '' };
  const stdin = new PassThrough();
  stdin.end(given.input ?? '');
  const io: Io = {
    env: { AWS_ENDPOINT_URL: url, ...given.env },
    cwd: root,
    now: () => given.now ?? new Date(),
    data: (text) => {
      output.data += text;
    },
    prose: (text) => {
      output.prose += text;
    },
    stdin,
    isTerminal: { data: false, prose: false, input: given.atTerminal ?? false },
    columns: given.columns ?? null,
    color: false,
    credentialsFor: (accountId) => ({ accessKeyId: `LOCAL${accountId}`, secretAccessKey: 'test' }),
    signal: given.signal ?? new AbortController().signal,
  };
  const global = { root, format: given.format ?? 'text', local: false } as const;
  const status = await spec.run({ arguments: given.arguments ?? [], options: given.options ?? {}, global }, io);
  return { status, ...output };
}
