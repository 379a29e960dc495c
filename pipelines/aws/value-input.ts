import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

/** Where a value that people give comes from. */
export type GivenValue =
  | { readonly kind: 'generate' }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'stream'; readonly stream: NodeJS.ReadableStream }
  /** Asked for on a terminal, which does not show it. */
  | { readonly kind: 'prompt'; readonly stream: NodeJS.ReadableStream; readonly ask: () => void };

/** The text without the one line break that editors and `echo` add. */
export async function readGiven(given: Exclude<GivenValue, { kind: 'generate' }>): Promise<string> {
  return (await readText(given)).replace(/\r?\n$/, '');
}

async function readText(given: Exclude<GivenValue, { kind: 'generate' }>): Promise<string> {
  switch (given.kind) {
    case 'file':
      return readFileSync(given.path, 'utf8');
    case 'stream':
      return readAll(given.stream);
    case 'prompt':
      given.ask();
      return readHidden(given.stream);
  }
}

async function readAll(stream: NodeJS.ReadableStream): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

/** Line editing without an echo: what is typed goes to an output that drops it. */
async function readHidden(input: NodeJS.ReadableStream): Promise<string> {
  const output = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input, output, terminal: true });
  try {
    return await lines.question('');
  } finally {
    lines.close();
  }
}
