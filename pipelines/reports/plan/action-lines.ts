import type pc from 'picocolors';
import type { Action } from '../../../schemas/plan.ts';
import type { Style } from '../report-format.ts';
import { plain } from '../text/plain.ts';
import { widthOf } from '../text/width.ts';
import { wrap } from '../text/wrap.ts';
import { type ChangeLine, changeLines } from './change-lines.ts';

type Colors = ReturnType<typeof pc.createColors>;

const INDENT = 4;
/** Labels are aligned up to this width; a longer one shifts its own text. */
const MAX_LABEL_WIDTH = 18;
/** On a very narrow terminal, lines overflow instead of wrapping after every word. */
const MIN_TEXT_WIDTH = 24;

/** An action for people: the secret and what happens to it, then its changes, one per line. */
export function actionLines(action: Action, style: Style, colors: Colors): readonly string[] {
  const { environment, secret, name } = action;
  const subject = `${environment}/${secret}`;
  const called = name === subject ? '' : ` ${colors.dim(`(${plain(name)})`)}`;
  const head = `  ${symbolOf(action, colors)} ${colors.bold(subject)}${called}: ${wordsOf(action)}`;
  const lines = changeLines(action).filter(({ label }) => !label.startsWith('recoveryWindow') && label !== 'state');
  const width = Math.min(MAX_LABEL_WIDTH, Math.max(0, ...lines.map(({ label }) => widthOf(label))));
  return [...wrap(head, style.columns, '    '), ...lines.flatMap((line) => detailLines(line, width, style, colors))];
}

function detailLines(
  { mark, label, text }: ChangeLine,
  width: number,
  style: Style,
  colors: Colors,
): readonly string[] {
  const gap = ' '.repeat(Math.max(0, width - widthOf(label)) + 2);
  const indent = INDENT + 2 + width + 2;
  const room = style.columns === null ? null : Math.max(MIN_TEXT_WIDTH, style.columns - indent);
  const [first = '', ...rest] = wrap(plain(text), room, '');
  const head = `${' '.repeat(INDENT)}${paint(mark, colors)} ${plain(label)}${gap}${first}`;
  return [head, ...rest.map((line) => ' '.repeat(indent) + line)];
}

function paint(mark: ChangeLine['mark'], colors: Colors): string {
  if (mark === '+') return colors.green(mark);
  return mark === '-' ? colors.red(mark) : colors.yellow(mark);
}

function symbolOf({ type }: Action, colors: Colors): string {
  if (type === 'create' || type === 'add-replica') return colors.green('+');
  if (type === 'delete' || type === 'remove-replica') return colors.red('-');
  return colors.yellow('~');
}

function wordsOf({ type, region, changes }: Action): string {
  switch (type) {
    case 'create':
      return 'create';
    case 'restore':
      return 'restore: it is scheduled for deletion';
    case 'adopt':
      return 'take over: its value stays as it is';
    case 'update-metadata':
      return 'change metadata';
    case 'update-kms-key':
      return 'change the KMS key';
    case 'write-value':
      return 'write a new version of the value';
    case 'put-policy':
      return 'change the resource policy';
    case 'add-replica':
      return `add a replica in ${region}`;
    case 'replace-replica':
      return `replace the replica in ${region}: it is removed, then added with the other key`;
    case 'remove-replica':
      return `remove the replica in ${region}`;
    case 'set-rotation':
      return 'rotate by a function';
    case 'cancel-rotation':
      return 'stop rotating';
    case 'delete':
      return `delete; it can be restored for ${daysOf(changes)} days`;
  }
}

function daysOf(changes: Action['changes']): string {
  return String(changes.find(({ path }) => path === '/recoveryWindowInDays')?.after ?? '');
}
