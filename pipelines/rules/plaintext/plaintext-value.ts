import { pointerOf } from '../../../schemas/json/pointer.ts';
import type { Problem } from '../../declarations/problem.ts';
import { NO_PROBLEMS, type Rule } from '../rule.ts';

export const plaintextValue: Rule = {
  id: 'plaintext-value',
  category: 'plaintext',
  title: 'A sensitive key has its value written in the declaration.',
  severity: { normal: 'error' },
  fix: 'none',
  waivable: false,
  phase: 'check',
  alsoFor: ['unmanaged', 'absent'],
  alsoKnownAs: ['Checkov CKV_SECRET_6', 'KICS "Passwords And Secrets"'],
  sources: ['https://cwe.mitre.org/data/definitions/798.html'],
  checkSecret: ({ spec: { value } }) => {
    let problems: Problem[] | null = null;
    for (const key in value) {
      if (value[key]?.kind !== 'plaintext') continue;
      problems ??= [];
      problems.push({ pointer: pointerOf(['spec', 'value', key]), message: messageFor(key) });
    }
    return problems ?? NO_PROBLEMS;
  },
};

function messageFor(key: string): string {
  return (
    `"${key}" is sensitive, so its value may not stand in Git: use generate, fromEnv or external, list it in ` +
    'publicKeys if it is no secret, and replace it everywhere if it was ever pushed.'
  );
}
