import pc from 'picocolors';
import type { ActionOutcome, ApplyResult, ConsumerNote } from '../../../schemas/plan.ts';
import { awaitingLine } from '../plan/awaiting.ts';
import { requestsOf } from '../plan/summary.ts';
import type { Style } from '../report-format.ts';
import { plain } from '../text/plain.ts';
import { wrap } from '../text/wrap.ts';

type Colors = ReturnType<typeof pc.createColors>;

/** For people: failures with AWS's own words, values that are awaited, and a summary. Successes are only counted. */
export function renderApplyText(result: ApplyResult, style: Style): string {
  const colors = pc.createColors(style.color);
  const { outcomes, awaitingValue, consumers, refusals, summary } = result;
  const troubles = outcomes.filter(({ status }) => status !== 'done').map((outcome) => describe(outcome, colors));
  const refused = refusals.map(({ environment, secret, message, reason }) => {
    const subject = secret === null ? environment : `${environment}/${secret}`;
    return `${colors.red('refused')} ${colors.bold(subject)} ${plain(message)} [${reason}]`;
  });
  const awaiting = awaitingValue.map((item) => `awaits a value: ${awaitingLine(item)}`);
  const counts = `${summary.done} done, ${summary.failed} failed, ${summary.skipped} skipped`;
  const wrapped = (lines: readonly string[]) => lines.flatMap((line) => wrap(line, style.columns, '  '));
  const lines = [
    ...wrapped([...troubles, ...refused, ...awaiting]),
    ...consumers.flatMap((note) => describeConsumer(note, style, colors)),
    ...wrapped([`Applied: ${counts}.`, requestsOf(result)]),
  ];
  return `${lines.join('\n')}\n`;
}

/** A command gets a line of its own, however long, so that it can be copied. */
function describeConsumer(note: ConsumerNote, { columns }: Style, colors: Colors): readonly string[] {
  const { environment, secret, reader, staleFor, refresh } = note;
  const text = `read by ${plain(reader)}: ${environment}/${secret} stays as it was ${staleFor}`;
  if (refresh === null) return wrap(text, columns, '  ');
  return [...wrap(`${text}:`, columns, '  '), `  ${colors.bold(refresh)}`];
}

function describe({ id, status, error }: ActionOutcome, colors: Colors): string {
  const label = status === 'failed' ? colors.red(status) : colors.yellow(status);
  return `${label} ${colors.bold(id)} ${plain(error ?? '')}`;
}
