import type { AwaitingValue } from '../../../../schemas/plan.ts';
import { inlineCode, plainText } from '../../markdown/escape.ts';
import { count } from '../../summary.ts';
import { table } from './blocks.ts';
import type { EnvironmentView } from './view.ts';

/** Secrets that stay without a complete value until somebody gives it, with what to do. */
export function awaitingTable({ awaitingValue }: EnvironmentView, maxRows: number): readonly string[] {
  if (awaitingValue.length === 0) return [];
  const rows = awaitingValue
    .slice(0, maxRows)
    .map((waiting) => [
      inlineCode(waiting.secret),
      waiting.keys.map(inlineCode).join(' '),
      remedyOf(waiting),
      waiting.owner === null ? '' : plainText(waiting.owner),
    ]);
  const left = awaitingValue.length - rows.length;
  const title = `**${count(awaitingValue.length, 'secret')} will wait for a value**`;
  const more = left > 0 ? [`… and ${count(left, 'secret')} more.`] : [];
  return [`${title}\n\n${table(['Secret', 'Keys', 'How to give it', 'Owner'], rows)}`, ...more];
}

function remedyOf({ secret, environment, keys, source }: AwaitingValue): string {
  if (source === 'fromEnv') return `as a secret of the GitHub environment ${inlineCode(environment)}`;
  const key = keys.length === 1 ? ` --key ${keys[0]}` : '';
  return inlineCode(`keywright put ${secret} --env ${environment}${key}`);
}
