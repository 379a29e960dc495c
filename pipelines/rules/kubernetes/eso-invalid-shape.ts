import type { ExternalSecretConsumer } from '../../../schemas/declarations.ts';
import type { Json } from '../../../schemas/types.ts';
import { listAt, type Manifest, objectAt } from '../../manifests/manifest.ts';
import { hasVariable } from '../../manifests/variables.ts';
import { pointerOf } from '../../pointer.ts';
import { isObject } from '../../resolve/merge.ts';
import { NO_PROBLEMS, type Problem, type Rule } from '../rule.ts';

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
      if (consumer === undefined || !isRefused(consumer)) continue;
      problems = [...problems, ...shapeProblems(consumer, pointerOf(['spec', 'kubernetes', name, 'externalSecret']))];
    }
    return problems;
  },
  checkManifest: (manifest) =>
    manifest.kind === 'ExternalSecret' ? externalSecretProblems(manifest) : storeProblems(manifest),
};

function externalSecretProblems({ object }: Manifest): readonly Problem[] {
  const spec = objectAt(object, 'spec');
  const data = listAt(spec, 'data');
  const { creationPolicy, deletionPolicy } = objectAt(spec, 'target');
  const policies = [creationPolicy, deletionPolicy].map((policy) => (typeof policy === 'string' ? policy : undefined));
  const isEmpty = data.length === 0 && listAt(spec, 'dataFrom').length === 0;
  return [
    ...(isEmpty ? [{ pointer: '/spec', message: 'It reads nothing; list what to read under data or dataFrom.' }] : []),
    ...(deletesOthers(policies[0], policies[1])
      ? [{ pointer: '/spec/target/deletionPolicy', message: deletionMessage(policies[0]) }]
      : []),
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

/** A SecretStore serves its own namespace; the webhook refuses references to another. */
function storeProblems({ kind, object, namespace }: Manifest): readonly Problem[] {
  if (kind !== 'SecretStore' || namespace === null) return NO_PROBLEMS;
  const { serviceAccountRef } = objectAt(object, 'spec', 'provider', 'aws', 'auth', 'jwt');
  const other = isObject(serviceAccountRef) ? serviceAccountRef.namespace : undefined;
  if (typeof other !== 'string' || other === namespace || [other, namespace].some(hasVariable)) return NO_PROBLEMS;
  const pointer = '/spec/provider/aws/auth/jwt/serviceAccountRef/namespace';
  return [{ pointer, message: `A SecretStore can't use a service account of "${other}"; remove the namespace.` }];
}

function isRefused({ creationPolicy, deletionPolicy, keys }: ExternalSecretConsumer): boolean {
  return isEmpty(keys) || deletesOthers(creationPolicy, deletionPolicy);
}

function isEmpty(keys: ExternalSecretConsumer['keys']): boolean {
  if (keys === undefined) return false;
  for (const _key in keys) return false;
  return true;
}

function shapeProblems(
  { creationPolicy, deletionPolicy, keys }: ExternalSecretConsumer,
  at: string,
): readonly Problem[] {
  return [
    ...(isEmpty(keys)
      ? [{ pointer: `${at}/keys`, message: 'No key is mapped; list some, or leave keys out to take all.' }]
      : []),
    ...(deletesOthers(creationPolicy, deletionPolicy)
      ? [{ pointer: `${at}/deletionPolicy`, message: deletionMessage(creationPolicy) }]
      : []),
  ];
}

/** With these policies the Secret is not the operator's own, so it may not delete it. */
function deletesOthers(creationPolicy: string | undefined, deletionPolicy: string | undefined): boolean {
  return deletionPolicy === 'Delete' && /^(?:Merge|None|CreateOrMerge)$/.test(creationPolicy ?? 'Owner');
}

function deletionMessage(creationPolicy: string | undefined): string {
  return `deletionPolicy Delete does not go with creationPolicy ${creationPolicy}; use Retain or Merge.`;
}
