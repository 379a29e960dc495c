import type { Json } from '../../schemas/json/json.ts';
import { isObject, type JsonObject } from '../../schemas/json/object.ts';
import type { Document, Finding, SourceFile } from '../../schemas/types.ts';
import { parse } from '../declarations/parse.ts';
import { type Manifest, manifestKindOf, stringAt } from './manifest.ts';

/** Documents and files that were not checked, by reason. */
export type LeftAlone = {
  /** Number of objects of other kinds, and of documents that aren't Kubernetes objects. */
  readonly otherDocuments: number;
  /** Paths of Helm templates, which are YAML only after rendering. */
  readonly helmTemplates: readonly string[];
  /** Paths of Kustomize patches, which are only parts of objects. */
  readonly patches: readonly string[];
};

export type ParsedManifests = {
  readonly manifests: readonly Manifest[];
  readonly documents: readonly Document[];
  readonly findings: readonly Finding[];
  readonly leftAlone: LeftAlone;
};

/** Finds the objects of the kinds that Keywright checks in YAML files from any source. */
export function parseManifests(files: readonly SourceFile[]): ParsedManifests {
  const parsed = parse(files);
  const broken = new Set(parsed.findings.map(({ file }) => file));
  const templates = new Set(
    files.filter(({ path, text }) => isTemplate(text, broken.has(path))).map(({ path }) => path),
  );
  const documents = parsed.documents.filter(({ file }) => !templates.has(file));
  const patches = patchPaths(documents);
  const objects = documents.filter(({ file }) => !patches.has(file)).flatMap(objectsOf);
  const manifests = objects.flatMap(toManifest);
  return {
    manifests,
    documents,
    findings: parsed.findings.filter(({ file }) => !templates.has(file)),
    leftAlone: {
      otherDocuments: objects.length - manifests.length,
      helmTemplates: [...templates].sort(),
      patches: [...patches].filter((path) => documents.some(({ file }) => file === path)).sort(),
    },
  };
}

/**
 * True if the text has Helm actions, or if it isn't YAML and has template braces outside quotes. The braces of ESO's
 * templates are in strings, so they don't count.
 */
function isTemplate(text: string, isBroken: boolean): boolean {
  if (isBroken && /^[^"'\n#]*(?:\{\{|\{%|%\{)/m.test(text)) return true;
  return /\{\{-?\s*(?:\.Values|\.Release|\.Chart|include\s|define\s|tpl\s)/.test(text);
}

type PlacedObject = Pick<Manifest, 'file' | 'document' | 'pointer' | 'object'>;

function objectsOf({ file, document, value }: Document): readonly PlacedObject[] {
  if (!isObject(value)) return [];
  if (value.kind !== 'List' || !Array.isArray(value.items)) return [{ file, document, pointer: '', object: value }];
  return value.items.flatMap((item: Json, index) =>
    isObject(item) ? [{ file, document, pointer: `/items/${index}`, object: item }] : [],
  );
}

function toManifest(placed: PlacedObject): readonly Manifest[] {
  const kind = manifestKindOf(placed.object);
  if (kind === null) return [];
  const { metadata } = placed.object;
  const namespace = isObject(metadata) ? stringAt(metadata, 'namespace') : null;
  return [{ ...placed, kind, apiVersion: stringAt(placed.object, 'apiVersion') ?? '', namespace }];
}

/** The files that the kustomizations among the documents list as patches. */
function patchPaths(documents: readonly Document[]): ReadonlySet<string> {
  return new Set(
    documents.flatMap(({ file, value }) => {
      if (!isObject(value) || !/(?:^|\/)[Kk]ustomization\.ya?ml$/.test(file)) return [];
      const folder = file.slice(0, file.lastIndexOf('/') + 1);
      return patchNames(value).map((name) => normalize(folder + name));
    }),
  );
}

function patchNames(kustomization: JsonObject): readonly string[] {
  const { patches, patchesStrategicMerge } = kustomization;
  const entries = [patches, patchesStrategicMerge].flatMap((list) => (Array.isArray(list) ? list : []));
  return entries.flatMap((entry) => {
    const path = isObject(entry) ? entry.path : entry;
    return typeof path === 'string' && /\.ya?ml$/.test(path) ? [path] : [];
  });
}

function normalize(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}
