import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parse } from 'yaml';
import { loadEngine } from './engine.ts';

export type Settings = { readonly [name: string]: unknown };
export type Step = {
  readonly id?: string;
  readonly name?: string;
  readonly if?: unknown;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Settings;
  readonly env?: Settings;
};
export type Job = {
  readonly name?: string;
  readonly needs?: string | readonly string[];
  readonly if?: unknown;
  readonly uses?: string;
  readonly with?: Settings;
  readonly secrets?: 'inherit';
  readonly strategy?: { readonly matrix?: unknown };
  readonly environment?: string;
  readonly permissions?: { readonly [scope: string]: 'read' | 'write' };
  readonly outputs?: { readonly [name: string]: string };
  readonly steps?: readonly Step[];
};
export type Workflow = {
  readonly path: string;
  readonly on: { readonly [event: string]: unknown };
  readonly permissions?: { readonly [scope: string]: 'read' | 'write' };
  readonly jobs: { readonly [id: string]: Job };
};

/** What GitHub's own parser has to say about a workflow file; nothing where it is right. */
export async function workflowErrors(path: string): Promise<readonly string[]> {
  const { parser } = await loadEngine();
  const name = basename(path);
  const { context, value } = parser.parseWorkflow(
    { name, content: readFileSync(path, 'utf8') },
    new parser.NoOperationTraceWriter(),
  );
  if (value !== undefined) await parser.convertWorkflowTemplate(context, value);
  return context.errors.getErrors().map(({ message }) => `${name}: ${message}`);
}

/** @throws where GitHub would not take the file */
export async function readWorkflow(path: string): Promise<Workflow> {
  const errors = await workflowErrors(path);
  if (errors.length > 0) throw new Error(errors.join('\n'));
  return { path, ...parse(readFileSync(path, 'utf8')) };
}
