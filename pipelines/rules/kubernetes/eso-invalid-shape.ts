import type { ExternalSecretConsumer } from '../../../schemas/declarations.ts';
import type { Json } from '../../../schemas/json/json.ts';
import { isObject } from '../../../schemas/json/object.ts';
import { pointerOf } from '../../../schemas/json/pointer.ts';
import type { Problem } from '../../declarations/problem.ts';
import { listAt, type Manifest, objectAt } from '../../manifests/manifest.ts';
import { hasVariable } from '../../manifests/variables.ts';
import { NO_PROBLEMS, type Rule } from '../rule.ts';

export const esoInvalidShape: Rule = {
  id: 'eso-invalid-shape',
  category: 'kubernetes',
  title: "The operator's webhook refuses this ExternalSecret.",
  severity: { normal: 'error' },
  fix: 'none',
  waivable: true,
  phase: 'check',
  alsoFor: ['unmanaged'],
  alsoKnownAs: [],
  sources: [
    'https://github.com/external-secrets/external-secrets/blob/main/apis/externalsecrets/v1/externalsecret_validator.go',
  ],
  checkSecret: ({ spec }) => {
    let problems: readonly Problem[] = NO_PROBLEMS;
    for (const name in spec.kubernetes) {
      const consumer = spec.kubernetes[name]?.externalSecret;
      if (consumer !== undefined) problems = [...problems, ...consumerProblems(consumer, name)];
    }
    return problems;
  },
  checkManifest: (manifest) =>
    manifest.kind === 'ExternalSecret' ? externalSecretProblems(manifest) : storeProblems(manifest),
};

function consumerProblems(
  { creationPolicy, deletionPolicy, keys }: ExternalSecretConsumer,
  name: string,
): readonly Problem[] {
  const at = pointerOf(['spec', 'kubernetes', name, 'externalSecret']);
  const isEmpty = keys !== undefined && Object.keys(keys).length === 0;
  const message = 'No key is mapped; list some, or leave keys out to take all.';
  return [
    ...(isEmpty ? [{ pointer: `${at}/keys`, message }] : []),
    ...policyProblems(creationPolicy, deletionPolicy, at),
  ];
}

/**
 * With the first two creation policies, the operator doesn't own the Secret and must not delete it; with None, it
 * creates no Secret.
 */
const REFUSED_DELETION: ReadonlyMap<unknown, readonly unknown[]> = new Map([
  ['Merge', ['Delete']],
  ['CreateOrMerge', ['Delete']],
  ['None', ['Delete', 'Merge']],
]);

function policyProblems(creation: Json | undefined, deletion: Json | undefined, at: string): readonly Problem[] {
  if (!REFUSED_DELETION.get(creation)?.includes(deletion)) return NO_PROBLEMS;
  const remedy = creation === 'None' ? 'Retain' : 'Retain or Merge';
  const message = `deletionPolicy ${deletion} does not go with creationPolicy ${creation}; use ${remedy}.`;
  return [{ pointer: `${at}/deletionPolicy`, message }];
}

function externalSecretProblems({ object }: Manifest): readonly Problem[] {
  const spec = objectAt(object, 'spec');
  const data = listAt(spec, 'data');
  const { creationPolicy, deletionPolicy } = objectAt(spec, 'target');
  const isEmpty = data.length === 0 && listAt(spec, 'dataFrom').length === 0;
  return [
    ...(isEmpty ? [{ pointer: '/spec', message: 'It reads nothing; list what to read under data or dataFrom.' }] : []),
    ...policyProblems(creationPolicy, deletionPolicy, '/spec/target'),
    ...repeatedKeys(data),
  ];
}

function repeatedKeys(data: readonly Json[]): readonly Problem[] {
  const keys = data.map((entry) => (isObject(entry) ? entry.secretKey : undefined));
  return keys.flatMap((key, index) =>
    typeof key !== 'string' || keys.indexOf(key) === index
      ? []
      : [
          {
            pointer: `/spec/data/${index}/secretKey`,
            message: `"${key}" is written twice, and the last one wins; keep one.`,
          },
        ],
  );
}

/** A SecretStore serves only its own namespace; the webhook rejects references to service accounts in another one. */
function storeProblems({ kind, object, namespace }: Manifest): readonly Problem[] {
  if (kind !== 'SecretStore' || namespace === null) return NO_PROBLEMS;
  const { serviceAccountRef } = objectAt(object, 'spec', 'provider', 'aws', 'auth', 'jwt');
  const other = isObject(serviceAccountRef) ? serviceAccountRef.namespace : undefined;
  if (typeof other !== 'string' || other === namespace || [other, namespace].some(hasVariable)) return NO_PROBLEMS;
  const pointer = '/spec/provider/aws/auth/jwt/serviceAccountRef/namespace';
  return [{ pointer, message: `A SecretStore can't use a service account of "${other}"; remove the namespace.` }];
}
