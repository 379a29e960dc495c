import type { Io } from '../io/io.ts';

export type Progress = { readonly advance: (steps: number) => void; readonly end: () => void };

/** A line on standard error that counts up in place. Off a terminal there is none. */
export function createProgress(verb: string, total: number, { isTerminal, prose }: Io): Progress {
  if (!isTerminal.prose || total === 0) return { advance: () => undefined, end: () => undefined };
  let done = 0;
  let shown = -1;
  const show = () => {
    const percent = Math.floor((100 * done) / total);
    if (percent === shown) return;
    shown = percent;
    prose(`\r${done} of ${total} ${verb}`);
  };
  show();
  return {
    advance: (steps) => {
      done += steps;
      show();
    },
    end: () => prose('\r\x1b[K'),
  };
}
