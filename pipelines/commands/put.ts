import { resolve } from 'node:path';
import type { GivenValue } from '../aws/value/input.ts';
import { putValue } from '../aws/value/put.ts';
import { CommandError } from '../io/command-error.ts';
import { type Command, EXIT, type Invocation, type Io } from '../io/io.ts';
import { failing, openOneSecret } from './one-secret.ts';
import type { putOptions } from './options/one-secret.ts';
import { reportOne } from './report-one.ts';

/** Writes JSON keys that a person supplies: from standard input, a hidden prompt or a file, or generated. */
export const put: Command<typeof putOptions> = async (invocation, io) => {
  const { key, replace } = invocation.options;
  const given = givenValue(invocation, io);
  const one = await openOneSecret(invocation, io);
  if (one === null) return EXIT.failed;
  const { session, desired, observed } = one;
  const wish = { key: key ?? null, given, mayReplace: replace };
  const result = await failing(() => putValue(session, desired, observed, wish));
  if (result.kind === 'interrupted') return EXIT.interrupted;
  if (result.kind === 'misused') throw new CommandError(result.problem, EXIT.usage);
  if (result.kind === 'refused') throw new CommandError(result.refusal, EXIT.refused);
  return reportOne(one, 'write-value', result.replaced.length > 0, invocation, io);
};

function givenValue({ options, arguments: [secret = ''] }: Invocation<typeof putOptions>, io: Io): GivenValue {
  const { file, generate, key } = options;
  if (generate && file !== undefined) {
    throw new CommandError('--generate and --file exclude each other.', EXIT.usage);
  }
  if (generate) return { kind: 'generate' };
  if (file !== undefined) return { kind: 'file', path: resolve(io.cwd, file) };
  if (!io.isTerminal.input) return { kind: 'stream', stream: io.stdin };
  const what = key === undefined ? secret : `"${key}" of ${secret}`;
  return { kind: 'prompt', stream: io.stdin, question: `Value for ${what} (not shown): `, tell: io.prose };
}
