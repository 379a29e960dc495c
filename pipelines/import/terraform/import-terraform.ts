import type { ImportedRotation, ImportedSecret } from '../../../schemas/imported-secret.ts';
import type { Json } from '../../../schemas/json/json.ts';
import { isObject } from '../../../schemas/json/object.ts';
import { keysOf } from '../../aws/value/keys.ts';
import { blocksAt, type Resource, textAt } from './resources.ts';

/** A secret in a Terraform state, with the addresses of all resources that belong to it. */
export type TerraformSecret = { readonly secret: ImportedSecret; readonly addresses: readonly string[] };

const SECRET = 'aws_secretsmanager_secret';
const PARTS = [`${SECRET}_version`, `${SECRET}_rotation`, `${SECRET}_policy`];

/**
 * The secrets of a state, each with its rotation, policy and version. A state holds values; only the names of their
 * JSON keys are read, and only on request.
 */
export function importTerraform(resources: readonly Resource[], readsKeys: boolean): readonly TerraformSecret[] {
  const parts = new Map<string, Resource[]>();
  for (const resource of resources) {
    const owner = PARTS.includes(resource.type) ? textAt(resource.values, 'secret_id') : null;
    if (owner !== null) parts.set(owner, [...(parts.get(owner) ?? []), resource]);
  }
  return resources
    .filter(({ type }) => type === SECRET)
    .flatMap((resource) => {
      const arn = textAt(resource.values, 'arn') ?? textAt(resource.values, 'id');
      if (arn === null) return [];
      const own = [...(parts.get(arn) ?? []), ...(parts.get(textAt(resource.values, 'name') ?? arn) ?? [])];
      return [
        {
          secret: toSecret(resource, arn, own, readsKeys),
          addresses: [resource, ...own].map(({ address }) => address),
        },
      ];
    });
}

function toSecret({ values }: Resource, arn: string, parts: readonly Resource[], readsKeys: boolean): ImportedSecret {
  const partOf = (type: string) => parts.find((part) => part.type === `${SECRET}_${type}`)?.values ?? null;
  const policy = textAt(partOf('policy') ?? {}, 'policy') ?? textAt(values, 'policy');
  return {
    name: textAt(values, 'name') ?? '',
    arn,
    description: textAt(values, 'description') ?? '',
    kmsKeyId: textAt(values, 'kms_key_id'),
    tags: tagsOf(values),
    rotation: rotationOf(partOf('rotation')),
    replicas: Object.fromEntries(
      blocksAt(values, 'replica').map((replica) => [textAt(replica, 'region') ?? '', textAt(replica, 'kms_key_id')]),
    ),
    policy: policy === null ? null : policyOf(policy),
    keys: readsKeys ? keysOf(textAt(partOf('version') ?? {}, 'secret_string') ?? '') : { shape: 'unknown' },
  };
}

/** `tags_all` includes the provider's default tags, which are on the secret too. */
function tagsOf({ tags_all: all, tags }: { readonly [field: string]: Json }): { readonly [key: string]: string } {
  const found = isObject(all) ? all : isObject(tags) ? tags : {};
  return Object.fromEntries(
    Object.entries(found).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : [])),
  );
}

function rotationOf(values: { readonly [field: string]: Json } | null): ImportedRotation | null {
  const lambdaArn = values === null ? null : textAt(values, 'rotation_lambda_arn');
  if (values === null || lambdaArn === null) return null;
  const rules = blocksAt(values, 'rotation_rules')[0] ?? {};
  const days = rules.automatically_after_days;
  return {
    lambdaArn,
    schedule: textAt(rules, 'schedule_expression'),
    automaticallyAfterDays: typeof days === 'number' && days > 0 ? days : null,
    duration: textAt(rules, 'duration'),
  };
}

function policyOf(text: string): { readonly [field: string]: Json } | null {
  try {
    const policy: Json = JSON.parse(text);
    return isObject(policy) ? policy : null;
  } catch {
    return null;
  }
}
