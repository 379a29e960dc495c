import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as Expressions from '@actions/expressions';
import type * as WorkflowParser from '@actions/workflow-parser';
import type { parseAction } from '@actions/workflow-parser/actions/action-parser';
import { build } from 'esbuild';

export type Engine = {
  readonly expressions: typeof Expressions;
  readonly parser: typeof WorkflowParser;
  readonly parseAction: typeof parseAction;
};

let loading: Promise<Engine> | undefined;

/** GitHub's own workflow parser and expression engine. Node 20 can't import them as they are, so they are bundled first. */
export function loadEngine(): Promise<Engine> {
  loading ??= bundleEngine();
  return loading;
}

async function bundleEngine(): Promise<Engine> {
  const folder = mkdtempSync(join(tmpdir(), 'keywright-engine-'));
  const outfile = join(folder, 'engine.mjs');
  const contents =
    "export * as expressions from '@actions/expressions'; export * as parser from '@actions/workflow-parser'; export { parseAction } from '@actions/workflow-parser/actions/action-parser';";
  const shim =
    "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);";
  try {
    await build({
      stdin: { contents, resolveDir: process.cwd() },
      ...{ outfile, bundle: true, platform: 'node', format: 'esm', banner: { js: shim } },
    });
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
