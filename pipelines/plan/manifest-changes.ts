import type { Json } from '../../schemas/json/json.ts';
import { isObject } from '../../schemas/json/object.ts';
import type { Effect, ManifestChange } from '../../schemas/plan.ts';
import type { OutputFile } from '../../schemas/types.ts';
import { loadDocuments } from '../declarations/yaml/load.ts';

/**
 * Kinds whose removal takes something away from pods: the Kubernetes Secret that an ExternalSecret created, a volume,
 * the access to AWS.
 */
const CONSUMED_KINDS: ReadonlySet<string> = new Set([
  'ExternalSecret',
  'SecretProviderClass',
  'SecretStore',
  'ClusterSecretStore',
]);

/** Creation policies under which the operator deletes the Kubernetes Secret together with its ExternalSecret. */
const OWNING_POLICIES: ReadonlySet<string> = new Set(['Owner', 'CreateOrMerge']);

/** Generated objects that exist in the first state of the repository and not in the second, sorted by id. */
export function removedManifests(
  before: readonly OutputFile[],
  after: readonly OutputFile[],
  environments: ReadonlySet<string>,
): readonly ManifestChange[] {
  const kept = new Set(after.map(({ path }) => path));
  return before
    .filter(({ path }) => !kept.has(path) && path.endsWith('.yaml'))
    .flatMap(removalsIn)
    .filter(({ id }) => environments.has(id.split('/')[0] ?? ''))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** `manifests/<environment>/<cluster>/...` holds one object per file. */
function removalsIn({ path, text }: OutputFile): readonly ManifestChange[] {
  const [, environment, cluster] = path.split('/');
  return loadDocuments(text).flatMap((object) => {
    const { kind, metadata } = isObject(object) ? object : {};
    if (typeof kind !== 'string' || !CONSUMED_KINDS.has(kind) || !isObject(metadata)) return [];
    const namespace = typeof metadata.namespace === 'string' ? metadata.namespace : '-';
    return [
      { id: `${environment}/${cluster}/${namespace}/${kind}/${metadata.name}#remove`, effects: [effectOf(object)] },
    ];
  });
}

function effectOf(object: Json): Effect {
  const spec = isObject(object) && isObject(object.spec) ? object.spec : {};
  const policy = isObject(spec.target) ? spec.target.creationPolicy : undefined;
  return typeof policy === 'string' && !OWNING_POLICIES.has(policy) ? 'harmless' : 'removes-consumer';
}
