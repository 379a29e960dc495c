import { pointerOf } from '../../../schemas/json/pointer.ts';
import type { Problem } from '../../declarations/problem.ts';
import { NO_PROBLEMS, type Rule } from '../rule.ts';

const KEY_ID = /^(?:mrk-[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;
const ALIAS = /^alias\/[A-Za-z0-9/_-]{1,250}$/;
const KEY_ARN =
  /^arn:aws[a-z-]*:kms:(?:[a-z]{2}|eusc)(?:-[a-z]+)+-\d+:\d{12}:(?:key\/(?:mrk-[0-9a-f]{32}|[0-9a-f-]{36})|alias\/[A-Za-z0-9/_-]{1,250})$/;

export const kmsKeyFormat: Rule = {
  id: 'kms-key-format',
  category: 'aws',
  title: 'A key is neither an ARN nor a key id nor alias/NAME.',
  severity: { normal: 'error' },
  fix: 'safe',
  waivable: false,
  phase: 'check',
  alsoKnownAs: [],
  sources: ['https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#key-id'],
  checkSecret: ({ spec: { kmsKeyId, replicaRegions } }) => {
    let problems: Problem[] | null = null;
    if (kmsKeyId !== null && !isKey(kmsKeyId)) problems = [problemAt('/spec/kmsKeyId', kmsKeyId)];
    for (const region in replicaRegions) {
      const key = replicaRegions[region]?.kmsKeyId;
      if (key === undefined || isKey(key)) continue;
      const pointer = pointerOf(['spec', 'replicaRegions', region, 'kmsKeyId']);
      problems = [...(problems ?? []), problemAt(pointer, key)];
    }
    return problems ?? NO_PROBLEMS;
  },
};

function isKey(text: string): boolean {
  return ALIAS.test(text) || KEY_ID.test(text) || KEY_ARN.test(text);
}

function problemAt(pointer: string, written: string): Problem {
  const meant = meantKey(written);
  if (meant === null) return { pointer, message: 'Use the ARN of a KMS key, a key id, or alias/NAME.' };
  return {
    pointer,
    message: `A key can't be written like this; "${meant}" is meant.`,
    fix: [{ pointer, value: meant }],
  };
}

/**
 * The intended KMS key if only the format is wrong: a key ID in capitals or with a `key/` prefix, or an alias without
 * `alias/`.
 */
function meantKey(written: string): string | null {
  const trimmed = written.trim();
  const id = trimmed.toLowerCase().replace(/^key[/:]/, '');
  if (KEY_ID.test(id)) return id;
  const name = trimmed.replace(/^alias[/:]*/i, '');
  const alias = `alias/${name}`;
  return name.includes(':') || !ALIAS.test(alias) || !/[A-Za-z]/.test(name) ? null : alias;
}
