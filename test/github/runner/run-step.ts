import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { asText, evaluateAll } from './expression.ts';
import type { JobRun } from './run-job.ts';
import { standIns } from './stand-ins.ts';
import type { Settings, Step } from './workflow.ts';

export type StepRun = {
  readonly result: 'success' | 'failure';
  readonly outputs: { readonly [name: string]: string };
  readonly log: string;
};

/** A script, an action of the repository's own, or a stand-in for somebody else's action. */
export async function runStep(run: JobRun, step: Step, contexts: Settings): Promise<StepRun> {
  const own = texts((await evaluateAll(step.env ?? {}, contexts)) as Settings);
  const given = texts((await evaluateAll(step.with ?? {}, contexts)) as Settings);
  if (step.run !== undefined) return runScript(run, step.run, own);
  const uses = step.uses ?? '';
  if (uses.startsWith('./')) return runAction(run, join(run.workspace, uses), given, own, contexts);
  const [action = '', version = ''] = uses.split('@');
  if (!/^[0-9a-f]{40}$/.test(version)) throw new Error(`${uses} is not pinned to a commit`);
  const standIn = standIns[action];
  if (standIn === undefined) throw new Error(`there is no stand-in for ${uses}`);
  return standIn(run, given);
}

/** As GitHub runs them: fails at the first failing command, and in a pipe as well. */
function runScript(run: JobRun, script: string, env: StepRun['outputs']): Promise<StepRun> {
  if (script.includes('${{')) throw new Error('an expression inside a script lets names from outside run commands');
  return execute(run, 'bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], env);
}

type ActionFile = {
  readonly inputs: { readonly [name: string]: { readonly default?: unknown; readonly required?: boolean } };
  readonly runs: { readonly main: string };
};

async function runAction(
  run: JobRun,
  folder: string,
  given: StepRun['outputs'],
  env: StepRun['outputs'],
  contexts: Settings,
) {
  const { inputs, runs }: ActionFile = parse(readFileSync(join(folder, 'action.yml'), 'utf8'));
  const unknown = Object.keys(given).filter((name) => !(name in inputs));
  if (unknown.length > 0) throw new Error(`the action has no input ${unknown.join(', ')}`);
  const defaults = Object.entries(inputs).map(([name, { default: value = '' }]) => [name, value]);
  const all = texts((await evaluateAll(Object.fromEntries(defaults), contexts)) as Settings);
  const variables = Object.entries({ ...all, ...given }).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]);
  return execute(run, process.execPath, [join(folder, runs.main)], { ...env, ...Object.fromEntries(variables) });
}

function execute(run: JobRun, command: string, args: readonly string[], env: StepRun['outputs']): Promise<StepRun> {
  const outputFile = join(run.temp, 'output');
  writeFileSync(outputFile, '');
  const child = spawn(command, args, {
    cwd: run.workspace,
    env: { ...run.env, ...env, GITHUB_OUTPUT: outputFile, NODE_NO_WARNINGS: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      log += text;
    });
  }
  return new Promise((done, fail) => {
    child.on('error', fail).on('close', (status) => {
      const result = status === 0 ? 'success' : 'failure';
      done({ result, outputs: existsSync(outputFile) ? readOutputs(readFileSync(outputFile, 'utf8')) : {}, log });
    });
  });
}

/** `name=value`, or `name<<DELIMITER`, lines, `DELIMITER`. */
function readOutputs(text: string): StepRun['outputs'] {
  const outputs: { [name: string]: string } = {};
  for (const [, name, , value, plainName, plainValue] of text.matchAll(
    /^([\w-]+)<<(.+)\n([\s\S]*?)\n?\2$|^([\w-]+)=(.*)$/gm,
  )) {
    outputs[name ?? plainName ?? ''] = value ?? plainValue ?? '';
  }
  return outputs;
}

function texts(settings: Settings): StepRun['outputs'] {
  return Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, asText(value)]));
}
