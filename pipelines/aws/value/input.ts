import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';

/** Where a value that a person supplies comes from. */
export type GivenValue =
  | { readonly kind: 'generate' }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'stream'; readonly stream: NodeJS.ReadableStream }
  /** Prompted for on a terminal that does not echo it. `tell` writes the prompt. */
  | {
      readonly kind: 'prompt';
      readonly stream: NodeJS.ReadableStream;
      readonly question: string;
      readonly tell: (text: string) => void;
    };

/** `interrupted`: Ctrl-C at the prompt. */
export type GivenText =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'misused'; readonly problem: string }
  | { readonly kind: 'interrupted' };

/** The text without the one line break that editors and `echo` add. An empty text is no value. */
export async function readGiven(given: Exclude<GivenValue, { kind: 'generate' }>): Promise<GivenText> {
  const read = await readText(given);
  if (read.kind !== 'text') return read;
  const text = read.text.replace(/\r?\n$/, '');
  if (text !== '') return { kind: 'text', text };
  return { kind: 'misused', problem: `${SOURCES[given.kind]} holds no value, and an empty one is not written.` };
}

const SOURCES = { file: 'The file', stream: 'Standard input', prompt: 'The answer' } as const;

async function readText(given: Exclude<GivenValue, { kind: 'generate' }>): Promise<GivenText> {
  switch (given.kind) {
    case 'file':
      return readFile(given.path);
    case 'stream':
      return { kind: 'text', text: await readAll(given.stream) };
    case 'prompt': {
      given.tell(given.question);
      const answer = await readHidden(given.stream);
      given.tell('\n');
      return answer;
    }
  }
}

function readFile(path: string): GivenText {
  try {
    return { kind: 'text', text: readFileSync(path, 'utf8') };
  } catch (error) {
    const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown';
    const why = code === 'ENOENT' ? 'there is no such file' : `it can't be read (${code})`;
    return { kind: 'misused', problem: `--file ${path}: ${why}.` };
  }
}

async function readAll(stream: NodeJS.ReadableStream): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

/** Line editing without an echo: input is written to an output that drops it. */
function readHidden(input: NodeJS.ReadableStream): Promise<GivenText> {
  const output = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input, output, terminal: true });
  return new Promise((answer) => {
    lines.on('line', (text) => {
      answer({ kind: 'text', text });
      lines.close();
    });
    lines.on('SIGINT', () => {
      answer({ kind: 'interrupted' });
      lines.close();
    });
    lines.on('close', () => answer({ kind: 'text', text: '' }));
  });
}
