import { pointerOf } from '../../../schemas/json/pointer.ts';
import { parseGoDuration } from '../../../schemas/kubernetes/go-duration.ts';
import type { Severity } from '../../../schemas/types.ts';
import type { Problem } from '../../declarations/problem.ts';
import { objectAt, stringAt } from '../../manifests/manifest.ts';
import { hasVariable } from '../../manifests/variables.ts';
import { MIN_REFRESH_SECONDS } from '../limits.ts';
import { NO_PROBLEMS, type Rule } from '../rule.ts';

export const esoRefreshInterval: Rule = {
  id: 'eso-refresh-interval',
  category: 'kubernetes',
  title: 'The refresh interval is very short, or is no Go duration.',
  severity: { normal: 'warning' },
  fix: 'suggested',
  waivable: true,
  phase: 'check',
  alsoFor: ['unmanaged'],
  alsoKnownAs: [],
  sources: ['https://external-secrets.io/latest/api/externalsecret/', 'https://pkg.go.dev/time#ParseDuration'],
  checkSecret: ({ spec }) => {
    let problems: Problem[] | null = null;
    for (const name in spec.kubernetes) {
      const written = spec.kubernetes[name]?.externalSecret?.refreshInterval;
      const fault = written === undefined ? null : faultOf(written, parseGoDuration(written));
      if (fault === null) continue;
      problems ??= [];
      problems.push({
        pointer: pointerOf(['spec', 'kubernetes', name, 'externalSecret', 'refreshInterval']),
        ...fault,
      });
    }
    return problems ?? NO_PROBLEMS;
  },
  checkManifest: ({ kind, object }) => {
    const written = stringAt(objectAt(object, 'spec'), 'refreshInterval');
    if (kind !== 'ExternalSecret' || written === null || hasVariable(written)) return NO_PROBLEMS;
    const fault = faultOf(written, parseGoDuration(written));
    return fault === null ? NO_PROBLEMS : [{ pointer: '/spec/refreshInterval', ...fault }];
  },
};

type Fault = { readonly message: string; readonly severity?: Severity };

function faultOf(written: string, seconds: number | null): Fault | null {
  if (seconds === null) {
    const message = `"${written}" is no Go duration, so the ExternalSecret fails; use units h, m and s, such as 24h for a day.`;
    return { severity: 'error', message };
  }
  if (seconds < 0) {
    const message = `"${written}" is negative; use 0 to read once and never again, or a time such as 24h.`;
    return { severity: 'error', message };
  }
  if (seconds === 0 || seconds >= MIN_REFRESH_SECONDS) return null;
  const perMonth = Math.round((730 * 3600) / seconds).toLocaleString('en-US');
  const message = `Every ${written} makes ${perMonth} paid calls a month for each copy; use 5m or more, or refresh on rotation.`;
  return { message };
}
