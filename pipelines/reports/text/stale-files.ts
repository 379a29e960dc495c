import type pc from 'picocolors';
import type { StaleFile } from '../../../schemas/types.ts';
import type { Style } from '../report-format.ts';
import { staleFileMessage } from '../stale-file.ts';
import { plain } from './plain.ts';
import { wrap } from './wrap.ts';

type Colors = ReturnType<typeof pc.createColors>;

/** `--- a/...` and `+++ b/...` repeat the line above. */
const DIFF_HEADER_LINES = 2;
/** About one screen; the JSON report has the whole diff. */
const MAX_DIFF_LINES = 40;

export function renderStaleFiles(files: readonly StaleFile[], style: Style, colors: Colors): string {
  return files.flatMap((file) => renderStaleFile(file, style, colors)).join('\n');
}

/** With its diff, unless that is the whole file. */
function renderStaleFile({ path, reason, diff }: StaleFile, style: Style, colors: Colors): readonly string[] {
  const head = wrap(
    `${colors.bold(plain(path))} ${colors.red(reason)} ${staleFileMessage(reason)}`,
    style.columns,
    '  ',
  );
  if (reason === 'missing' || reason === 'obsolete') return head;
  const lines = diff.trimEnd().split('\n').slice(DIFF_HEADER_LINES).map(plain);
  const shown = lines.slice(0, MAX_DIFF_LINES).map((line) => `  ${paintDiffLine(line, colors)}`);
  const more = lines.length > MAX_DIFF_LINES ? [`  ... ${lines.length - MAX_DIFF_LINES} more lines`] : [];
  return [...head, ...shown, ...more];
}

function paintDiffLine(line: string, colors: Colors): string {
  if (line.startsWith('+')) return colors.green(line);
  return line.startsWith('-') ? colors.red(line) : colors.dim(line);
}
