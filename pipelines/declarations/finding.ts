import type { Finding, Place } from '../../schemas/types.ts';

type Subject = { readonly secret?: string; readonly environment?: string };

/** An error that a stage itself reports, before any rule runs. Such errors can't be waived. */
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

/** An identifier, unique across all files, of the document that contains a place. */
export function documentOf({ file, document }: Pick<Place, 'file' | 'document'>): string {
  return `${file}#${document}`;
}
