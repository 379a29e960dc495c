import { runModule } from './module.ts';
import type { RotationFunction, RotationHandler } from './types.ts';

/** What happens to the ARN of a function that is not registered. */
export type UnknownFunctions = 'builtin' | 'refuse';

export type Functions = {
  readonly knows: (lambdaArn: string) => boolean;
  /** Runs one step; rejects if the function throws. `undefined` for the built-in function. */
  readonly find: (lambdaArn: string) => RotationHandler | undefined;
};

/** The registered functions, by the name in their ARN. `builtin` as the module's path names the built-in function. */
export function createFunctions(
  registered: Readonly<Record<string, RotationFunction>>,
  unknown: UnknownFunctions,
  log: (line: string) => void,
): Functions {
  const functions = new Map(Object.entries(registered));
  return {
    knows: (lambdaArn) => unknown === 'builtin' || functions.has(functionName(lambdaArn)),
    find(lambdaArn) {
      const found = functions.get(functionName(lambdaArn)) ?? 'builtin';
      if (typeof found === 'function') return found;
      return found === 'builtin' ? undefined : (event, context) => runModule(found, event, context, log);
    },
  };
}

export const functionName = (lambdaArn: string) => lambdaArn.split(':')[6] ?? lambdaArn;
