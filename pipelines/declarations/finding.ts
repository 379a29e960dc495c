import type { Finding, Place } from '../../schemas/types.ts';

type Subject = { readonly secret?: string; readonly environment?: string };

/** An error that a stage reports by itself, before any rule runs. None of these can be waived. */
export function stageFinding(rule: string, place: Place, message: string, subject: Subject = {}): Finding {
  return {
    rule,
    severity: 'error',
    message,
    file: place.file,
    document: place.document,
    pointer: place.pointer,
    secret: subject.secret ?? null,
    environment: subject.environment ?? null,
    fixable: false,
    waived: null,
  };
}

/** Names the document that a place is in, among all files. */
export function documentOf({ file, document }: Pick<Place, 'file' | 'document'>): string {
  return `${file}#${document}`;
}
