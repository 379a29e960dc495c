import { createInterface } from 'node:readline/promises';
import { CommandError } from '../io/command-error.ts';
import { EXIT, type Io } from '../io/io.ts';

type Answered = { readonly yes: boolean };

/** @throws CommandError (wrong usage) if a confirmation is needed and there is no terminal to ask on */
export function requireAnswer({ yes }: Answered, io: Io): void {
  if (yes || io.isTerminal.input) return;
  throw new CommandError('There is no terminal to ask on; give --yes to go ahead.', EXIT.usage);
}

/** Asks on a terminal. `--yes` answers in advance, and an empty question needs no answer. */
export async function isConfirmed(question: string, { yes }: Answered, io: Io): Promise<boolean> {
  if (yes || question === '') return true;
  io.prose(`${question} Only "yes" goes ahead: `);
  const lines = createInterface({ input: io.stdin });
  try {
    for await (const line of lines) return line.trim() === 'yes';
    return false;
  } finally {
    lines.close();
  }
}
