import type { StaleFile } from '../../schemas/types.ts';

/** The problem with a generated file, and how to fix it, in one sentence. */
export function staleFileMessage(reason: StaleFile['reason']): string {
  return SENTENCES[reason];
}

const SENTENCES: { readonly [reason in StaleFile['reason']]: string } = {
  missing: 'This generated file is missing; run keywright generate.',
  changed: 'This generated file is not what the declarations come to; run keywright generate.',
  'hand-edited': 'This generated file was edited by hand; change the declaration and run keywright generate.',
  obsolete: 'This file is no longer generated; run keywright generate, which removes it.',
  foreign: "A file that Keywright didn't write stands where it would write one; move or remove it.",
};
