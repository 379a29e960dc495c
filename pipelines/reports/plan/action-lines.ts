import type pc from 'picocolors';
import type { Action } from '../../../schemas/plan.ts';
import type { Style } from '../report-format.ts';
import { plain } from '../text/plain.ts';
import { widthOf } from '../text/width.ts';
import { wrap } from '../text/wrap.ts';
import { changeLines } from './change-lines.ts';

type Colors = ReturnType<typeof pc.createColors>;

const INDENT = 6;
const LABEL_WIDTH = 14;

/** An action for people: what happens to which secret, then its changes, one a line. */
export function actionLines(action: Action, style: Style, colors: Colors): readonly string[] {
  const { type, environment, secret, name, region, id } = action;
  const place = id.endsWith(`@${region}`) ? ` in ${region}` : '';
  const subject = colors.bold(`${environment}/${secret}`);
  const head = `  ${symbolOf(action, colors)} ${subject} ${type}${place} ${colors.dim(plain(name))}`;
  return [...wrap(head, style.columns, '    '), ...detailLines(action, style)];
}

function detailLines(action: Action, style: Style): readonly string[] {
  return changeLines(action).flatMap(({ label, text }) => {
    const gap = ' '.repeat(Math.max(1, LABEL_WIDTH - widthOf(label)));
    const line = `${' '.repeat(INDENT)}${plain(label)}${gap}${plain(text)}`;
    return wrap(line, style.columns, ' '.repeat(INDENT + LABEL_WIDTH));
  });
}

function symbolOf({ type }: Action, colors: Colors): string {
  if (type === 'create' || type === 'add-replica') return colors.green('+');
  if (type === 'delete' || type === 'remove-replica') return colors.red('-');
  return colors.yellow('~');
}
