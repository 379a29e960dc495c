import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { RotationContext, RotationEvent, RotationFunction, RotationHandler } from './types.ts';

/** What happens to the ARN of a function that is not registered. */
export type UnknownFunctions = 'builtin' | 'refuse';

export type Functions = {
  readonly knows: (lambdaArn: string) => boolean;
  /** Runs one step; rejects where the function throws. `undefined` where the built-in function is meant. */
  readonly find: (lambdaArn: string) => RotationHandler | undefined;
};

/** The registered functions, by the name in their ARN. `builtin` as the module's path names the built-in function. */
export function createFunctions(
  registered: Readonly<Record<string, RotationFunction>>,
  unknown: UnknownFunctions,
): Functions {
  const functions = new Map(Object.entries(registered));
  return {
    knows: (lambdaArn) => unknown === 'builtin' || functions.has(functionName(lambdaArn)),
    find(lambdaArn) {
      const found = functions.get(functionName(lambdaArn)) ?? 'builtin';
      if (typeof found === 'function') return found;
      return found === 'builtin' ? undefined : (event, context) => runModule(found, event, context);
    },
  };
}

export const functionName = (lambdaArn: string) => lambdaArn.split(':')[6] ?? lambdaArn;

/** The worker gets the environment that Lambda would give, and nothing of ours. */
function runModule(path: string, event: RotationEvent, context: RotationContext): Promise<void> {
  const worker = new Worker(WORKER_SOURCE, {
    eval: true,
    env: { ...context.environment },
    workerData: { module: pathToFileURL(path).href, event, context },
  });
  // A function that goes on for ever must not keep the process.
  worker.unref();
  return new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`The rotation function exited with ${code}.`)),
    );
  });
}

/** Runs in the worker. A rejected promise ends it with an error. */
const WORKER_SOURCE = `
const { workerData } = require('node:worker_threads');
import(workerData.module).then(({ handler }) => handler(workerData.event, workerData.context));
`;
