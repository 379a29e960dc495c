import type { SecretProviderClassConsumer } from '../../schemas/declarations.ts';
import type { Json } from '../../schemas/json/json.ts';
import { csiObjectsOf } from '../manifests/csi-objects.ts';
import type { Manifest } from '../manifests/manifest.ts';
import { type MountedObject, nameOf, type ProviderClassSpec, specOf } from './shapes.ts';
import { anything, type Pattern, unsupportedFields } from './unsupported-fields.ts';

/** A SecretProviderClass as one consumer of one secret; or the reasons why it is not, each a phrase. */
export type ReadProviderClass =
  | { readonly reasons: readonly string[] }
  | {
      readonly reasons: null;
      readonly awsName: string;
      readonly isText: boolean;
      readonly consumer: SecretProviderClassConsumer;
      readonly region: string | null;
      readonly usesPodIdentity: boolean;
      /** File with the whole value, which Keywright names after the declaration; null if it is the only file. */
      readonly wholeFile: string | null;
    };

const expressible: Pattern = {
  provider: 'aws',
  parameters: {
    objects: anything,
    region: anything,
    failoverRegion: anything,
    usePodIdentity: anything,
    pathTranslation: '_',
  },
  secretObjects: [
    { secretName: anything, type: 'Opaque', labels: anything, data: [{ objectName: anything, key: anything }] },
  ],
};
const mounted: Pattern = [
  {
    objectName: anything,
    objectType: 'secretsmanager',
    objectAlias: anything,
    filePermission: anything,
    jmesPath: [{ path: anything, objectAlias: anything, filePermission: anything }],
  },
];

export function readProviderClass(manifest: Manifest): ReadProviderClass {
  const spec = specOf<ProviderClassSpec>(manifest);
  const left = unsupportedFields(manifest.object.spec ?? null, expressible, 'spec');
  if (left.length > 0) return { reasons: left.map(noPlace) };
  const objects = csiObjectsOf(manifest) ?? [];
  const inside = unsupportedFields(objects, mounted, 'objects');
  if (inside.length > 0) return { reasons: inside.map(noPlace) };
  // No unsupported fields were found, so the objects have this shape.
  const [object] = objects as readonly Json[] as readonly Partial<MountedObject>[];
  if (object === undefined || !isNamed(object)) return { reasons: ['objects is no list of named secrets'] };
  const reasons = [...objectReasons(objects.length, object), ...syncReasons(spec, filesOf(object))];
  if (reasons.length > 0) return { reasons };
  const { region, usePodIdentity } = spec.parameters;
  return {
    reasons: null,
    awsName: object.objectName,
    isText: object.jmesPath === undefined,
    consumer: consumerOf(nameOf(manifest), spec, object),
    region: region ?? null,
    usesPodIdentity: usePodIdentity !== undefined && /^(t|true|1)$/i.test(usePodIdentity),
    wholeFile: object.jmesPath === undefined ? null : mountedName(object),
  };
}

function isNamed(object: Partial<MountedObject>): object is MountedObject {
  return object.objectName !== undefined;
}

function noPlace(path: string): string {
  return `${path} has no place in a declaration`;
}

function objectReasons(count: number, { objectName, jmesPath = [], filePermission }: MountedObject) {
  const permissions = jmesPath.flatMap((entry) => entry.filePermission ?? []);
  return [
    ...(count > 1 ? ['it mounts several secrets'] : []),
    ...(objectName.startsWith('arn:') ? ['it names the secret by its ARN'] : []),
    ...(jmesPath.some(({ path }) => keyOf(path) === null) ? ['a path is more than the name of a key'] : []),
    ...(permissions.some((permission) => permission !== filePermission)
      ? ['its files have different permissions']
      : []),
  ];
}

function syncReasons({ secretObjects = [] }: ProviderClassSpec, files: ReadonlyMap<string, string>): readonly string[] {
  const keys = secretObjects.flatMap(({ data }) => data);
  const named = new Set(keys.map(({ objectName }) => objectName));
  return [
    ...(secretObjects.length > 1 ? ['it syncs several Secrets'] : []),
    ...(keys.some(({ key, objectName }) => key !== objectName) ? ['it renames files in the Secret that it syncs'] : []),
    ...(keys.length > 0 && [...files.keys()].some((file) => !named.has(file))
      ? ['it syncs some of its files only']
      : []),
  ];
}

function consumerOf(
  name: string,
  { secretObjects }: ProviderClassSpec,
  object: MountedObject,
): SecretProviderClassConsumer {
  const [synced] = secretObjects ?? [];
  return {
    name,
    files: Object.fromEntries(filesOf(object)),
    ...(object.filePermission !== undefined && { filePermission: object.filePermission }),
    ...(synced !== undefined && { syncSecret: synced.secretName }),
  };
}

/** JSON key by file; `text` for a secret that is mounted as a whole. */
function filesOf(object: MountedObject): ReadonlyMap<string, string> {
  if (object.jmesPath === undefined) return new Map([[mountedName(object), 'text']]);
  return new Map(object.jmesPath.map(({ path, objectAlias }) => [objectAlias, keyOf(path) ?? '']));
}

/** The provider translates slashes in file names by default. */
function mountedName({ objectAlias, objectName }: MountedObject): string {
  return (objectAlias ?? objectName).replaceAll('/', '_');
}

/** The key that a JMESPath names, quoted or not; null for any other expression. */
function keyOf(path: string): string | null {
  if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(path)) return path;
  return /^"[^"\\]+"$/.test(path) ? path.slice(1, -1) : null;
}
