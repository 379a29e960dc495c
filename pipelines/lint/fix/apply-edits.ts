import { isDeepStrictEqual } from 'node:util';
import type { Json } from '../../../schemas/json/json.ts';
import { segmentsOf } from '../../../schemas/json/pointer.ts';
import type { Edit, Finding, SourceFile } from '../../../schemas/types.ts';
import { mergePatch } from '../../declarations/resolve/merge.ts';
import { loadDocuments } from '../../declarations/yaml/load.ts';
import { setInYaml } from './set-in-yaml.ts';

/** The files that the fixes of these findings change, with their new text. Waived findings are not fixed. */
export function applyEdits(files: readonly SourceFile[], findings: readonly Finding[]): readonly SourceFile[] {
  const edits = findings.filter(({ waived }) => waived === null).flatMap(({ fix }) => fix ?? []);
  return files.flatMap((file) => {
    const text = editsOf(file, edits).reduce(applyEdit, file.text);
    return text === file.text ? [] : [{ path: file.path, text }];
  });
}

/** Each place once: several environments can ask for the same change, and the next round sees the rest. */
function editsOf({ path }: SourceFile, edits: readonly Edit[]): readonly Edit[] {
  const places = new Map<string, Edit>();
  for (const edit of edits) {
    const place = `${edit.document} ${edit.pointer}`;
    if (edit.file === path && !places.has(place)) places.set(place, edit);
  }
  return [...places.values()];
}

/** Makes an edit only if parsing the new text shows that change and no other. */
function applyEdit(text: string, { document, pointer, value }: Edit): string {
  const edited = setInYaml(text, document, pointer, value);
  if (edited === null) return text;
  const expected = loadDocuments(text).map((before, index) =>
    index === document ? withValue(before, segmentsOf(pointer), value) : before,
  );
  return isDeepStrictEqual(tryLoad(edited), expected) ? edited : text;
}

function withValue(before: Json, path: readonly string[], value: Json): Json {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  if (Array.isArray(before))
    return before.map((item: Json, index) => (index === Number(key) ? withValue(item, rest, value) : item));
  const inner =
    typeof before === 'object' && before !== null && key in before
      ? ((before as { readonly [key: string]: Json })[key] ?? {})
      : {};
  return mergePatch(before, { [key]: withValue(inner, rest, value) });
}

function tryLoad(text: string): readonly Json[] | null {
  try {
    return loadDocuments(text);
  } catch {
    return null;
  }
}
