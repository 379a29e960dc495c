import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { RotationContext, RotationEvent } from './types.ts';

type Log = (line: string) => void;

/**
 * Runs a rotation function from a file for one step, as Lambda would: with its own environment, apart from this
 * process.
 * JavaScript exports `handler`, Python (`.py`) defines `lambda_handler`. What it prints goes to `log`; rejects if it
 * fails.
 */
export function runModule(path: string, event: RotationEvent, context: RotationContext, log: Log): Promise<void> {
  return path.endsWith('.py') ? runPython(path, event, context, log) : runJavaScript(path, event, context, log);
}

function runJavaScript(path: string, event: RotationEvent, context: RotationContext, log: Log): Promise<void> {
  const workerData = { module: pathToFileURL(path).href, event, context };
  const env = { ...context.environment };
  const worker = new Worker(WORKER_SOURCE, { eval: true, env, workerData, stdout: true, stderr: true });
  // A function that never ends must not keep the process alive.
  worker.unref();
  for (const output of [worker.stdout, worker.stderr]) forward(output, log);
  return new Promise<void>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(exited(path, code)));
  }).finally(() => worker.terminate());
}

/** Runs in the worker. As in Lambda, a step ends when its promise resolves, even if connections are still open. */
const WORKER_SOURCE = `
const { parentPort, workerData } = require('node:worker_threads');
import(workerData.module)
  .then(({ handler, default: fallback }) => (handler ?? fallback.handler)(workerData.event, workerData.context))
  .then(() => setImmediate(() => parentPort.postMessage('done')));
`;

function runPython(path: string, event: RotationEvent, context: RotationContext, log: Log): Promise<void> {
  const { environment, ...described } = context;
  const input = [path, JSON.stringify(event), JSON.stringify(described)];
  const child = spawn('python3', ['-B', '-c', PYTHON_SOURCE, ...input], {
    env: { ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.unref();
  for (const output of [child.stdout, child.stderr]) forward(output, log);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => (code === 0 ? resolve() : reject(exited(path, code))));
  });
}

const PYTHON_SOURCE = `
import importlib.util, json, sys, types
path, event, context = sys.argv[1:4]
spec = importlib.util.spec_from_file_location('rotation_function', path)
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
described = json.loads(context)
names = {'function_name': described['functionName'], 'invoked_function_arn': described['invokedFunctionArn']}
module.lambda_handler(json.loads(event), types.SimpleNamespace(**names))
`;

const forward = (output: Readable, log: Log) => void createInterface({ input: output }).on('line', log);
const exited = (path: string, code: number | null) => new Error(`${path} exited with ${code}.`);
