import { invalidParameter } from '../errors.ts';
import type { Secret, Tag } from '../secrets/types.ts';
import { list, structure, text } from '../wire/shapes.ts';
import { secretId, tag } from './fields.ts';
import { type Call, onSecret } from './operation.ts';
import { save } from './replicate.ts';

/**
 * https://docs.aws.amazon.com/general/latest/gr/aws-service-information.html allows 50 user-created tags per resource.
 */
const MAX_TAGS = 50;

type NewTag = { readonly Key: string | undefined; readonly Value: string | undefined };

export const tagResource = onSecret('TagResource', {
  input: structure({ SecretId: secretId, Tags: list(tag) }),
  run(input, secret, call) {
    const tagged = { ...secret, tags: mergeTags(secret.tags, input.Tags), lastChangedDate: call.now };
    refuseLockout('TagResource', input, tagged, call);
    save(tagged, call);
    return undefined;
  },
});

export const untagResource = onSecret('UntagResource', {
  input: structure({ SecretId: secretId, TagKeys: list(text({ min: 1, max: 128 })) }),
  run(input, secret, call) {
    for (const key of input.TagKeys) checkKey(key);
    const tags = secret.tags.filter(({ Key }) => !input.TagKeys.includes(Key));
    if (tags.length === secret.tags.length) return undefined;
    const untagged = { ...secret, tags, lastChangedDate: call.now };
    refuseLockout('UntagResource', input, untagged, call);
    save(untagged, call);
    return undefined;
  },
});

/** Tags with others added; an existing key gets the new value. */
export function mergeTags(standing: readonly Tag[], added: readonly NewTag[]): readonly Tag[] {
  const keys = added.map(({ Key }) => Key);
  if (new Set(keys).size !== keys.length)
    throw invalidParameter('Duplicate tag keys found. Please note that Tag keys are case sensitive.');
  const tags = new Map(standing.map(({ Key, Value }) => [Key, Value]));
  for (const { Key: key, Value: value = '' } of added) tags.set(checkKey(key), value);
  if (tags.size > MAX_TAGS) throw invalidParameter(`A secret can't have more than ${MAX_TAGS} tags.`);
  return [...tags].map(([Key, Value]) => ({ Key, Value }));
}

/** Refuses a change of tags that would lock the caller out of changing tags. */
function refuseLockout(operation: string, input: object, secret: Secret, call: Call) {
  const { arn: resource, accountId } = secret;
  call.authorize({ action: `secretsmanager:${operation}`, resource, accountId, input, secret });
}

function checkKey(key: string | undefined): string {
  if (key === undefined) throw invalidParameter('Tag keys must have a value.');
  if (key.toLowerCase().startsWith('aws:'))
    throw invalidParameter(`Tag keys that start with aws: are reserved: ${key}.`);
  return key;
}
